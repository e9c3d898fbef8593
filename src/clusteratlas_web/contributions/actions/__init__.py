"""What people do with data sets: describe, file, explain, check, offer, review, enter, retire."""
