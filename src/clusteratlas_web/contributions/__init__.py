"""Contributed data: data sets that organisations offer, reviewed and labelled before an edition takes them."""
