//! Time and memory as the operating system counts them (proc(5)).

use std::time::Duration;

/// Clock ticks a second in `/proc/*/stat`: 100 on every Linux of today.
const TICKS: u64 = 100;

/// CPU time of the children of a process that have ended, from `/proc/PID/stat`.
#[must_use]
pub fn cpu_of_ended_children(pid: &str) -> Duration {
    fields(pid).map_or(Duration::ZERO, |f| ticks(f.iter().skip(13).take(2)))
}

/// CPU time of a process alone.
#[must_use]
pub fn cpu_alone(pid: &str) -> Duration {
    fields(pid).map_or(Duration::ZERO, |f| ticks(f.iter().skip(11).take(2)))
}

/// CPU time of a server: its first process, the children it has reaped and those that live. They are
/// read one after the other: a child that ends meanwhile may be counted twice.
#[must_use]
pub fn cpu_of_server(first: &str) -> Duration {
    let living = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let children = living
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|pid| fields(pid).is_some_and(|f| f.get(1).is_some_and(|parent| parent == first)));
    let living = children.map(|pid| cpu_alone(&pid)).sum::<Duration>();
    living + cpu_alone(first) + cpu_of_ended_children(first)
}

/// The peak of a living process's resident memory, in bytes (`VmHWM`).
#[must_use]
pub fn peak_memory(pid: u32) -> Option<u64> {
    memory(pid, "VmHWM:")
}

/// A living process's resident memory now, in bytes (`VmRSS`).
#[must_use]
pub fn resident_memory(pid: u32) -> Option<u64> {
    memory(pid, "VmRSS:")
}

fn memory(pid: u32, field: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// The fields after the name, which may itself hold spaces.
fn fields(pid: &str) -> Option<Vec<String>> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn ticks<'a>(fields: impl Iterator<Item = &'a String>) -> Duration {
    let ticks: u64 = fields.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS)
}
