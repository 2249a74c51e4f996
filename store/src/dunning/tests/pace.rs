use super::world::*;
use crate::db::Db;
use crate::dunning::Reading;

#[test]
#[ignore]
fn pace() {
    let url = std::env::var("PACE_URL").unwrap();
    crate::testing::runtime().block_on(async {
        let db = Db::open(&url, 3).await.unwrap();
        for _ in 0..3 {
            let t = std::time::Instant::now();
            let mut reading = Reading::of_day(&db, day("2026-06-01")).await.unwrap();
            let mut lines = 0;
            let mut out = std::io::sink();
            while let Some(page) = reading.next(&db).await.unwrap() {
                lines += page.messages.iter().map(|m| m.due_lines.len()).sum::<usize>();
                for m in &page.messages { serde_json::to_writer(&mut out, m).unwrap(); }
            }
            println!("{lines} lines in {:?}", t.elapsed());
        }
    });
}
