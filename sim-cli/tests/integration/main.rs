//! The program as people use it: every verb, every exit code, what is read on the screen.

mod tool;
mod help;
mod backtest;
mod check;
mod compare;
mod explain;
mod files;
mod language;
mod long_runs;
mod new;
mod precision;
mod readme;
mod verify;
