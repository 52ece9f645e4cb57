//! Rules of the family sums.
