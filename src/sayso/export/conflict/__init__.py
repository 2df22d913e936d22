"""Events of armed conflict in the shapes of ACLED and UCDP GED: shapes and codes only, never their data."""
