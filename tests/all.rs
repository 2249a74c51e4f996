//! The program as its users meet it: one test binary of the root package, a module for each part.

mod architecture;
