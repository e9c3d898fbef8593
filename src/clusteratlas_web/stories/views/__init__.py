"""The pages of stories: read by everybody, told by whoever is signed in."""
