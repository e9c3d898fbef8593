"""Compiles the catalogues of every language (.po) to what is read at run time (.mo)."""

from translations import catalogue_files, compile_catalogue

if __name__ == "__main__":
    for file in catalogue_files():
        print(compile_catalogue(file))
