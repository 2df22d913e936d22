"""Times and ratios for people to read: one module a subject, each with `measure()`. They are no tests.

make bench                      all of them
make bench ARGS="start"         one
"""
