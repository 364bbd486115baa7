//! The program as people use it: every verb, every exit code, what is read on the screen.

mod tool;
mod follow_up;
mod help;
mod backtest;
mod calibrate;
mod check;
mod compare;
mod diff;
mod explain;
mod few_draws;
mod files;
mod fit;
mod language;
mod levers;
mod long_runs;
mod new;
mod page;
mod printing;
mod precision;
mod readme;
mod report;
mod sensitivity;
mod stopping;
mod value;
mod verify;
mod workbook;
