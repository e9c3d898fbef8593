"""The pages of programmes, departments and questions."""
