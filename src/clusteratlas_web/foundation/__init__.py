"""What every page stands on: languages, headers, caching, numbers, drawings, failures and the page frame."""
