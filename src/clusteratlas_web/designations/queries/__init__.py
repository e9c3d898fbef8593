"""Reading designations, their register and assessments; fetching is the access check."""
