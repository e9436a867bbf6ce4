//! Times each step of importing a table in the worker: `cargo bench -p app`, with
//! `ROWS=1000000` for another number of rows.

use std::fmt::Write;
use std::time::Instant;

use app::job::{MatchChoice, Message, ReadOptions, Reply, Request, Worker};
use domain::CONTACT;

fn table(rows: usize) -> Vec<u8> {
    let mut text = String::from(
        "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,\
         E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City,Address 1 - Country,\
         Labels,Birthday,Notes\n",
    );
    for row in 0..rows {
        // Writing to a string cannot fail.
        writeln!(
            text,
            "Ánh{row},Nguyễn,Company {company},Head of purchasing,Work,\
             person{row}@company{company}.example,Mobile,+84 {number},Hà Nội,Vietnam,\
             * myContacts,1980-03-{day:02},Met at the fair in hall {hall}",
            company = row / 80,
            number = 100_000_000 + row,
            day = row % 28 + 1,
            hall = row % 12,
        )
        .unwrap_or_default();
    }
    text.into_bytes()
}

#[expect(clippy::disallowed_methods, reason = "a bench measures, and not in a browser")]
fn ask(worker: &mut Worker, what: &str, message: Message) {
    let began = Instant::now();
    let mut bytes = 0;
    let mut failed = false;
    worker.answer(message, &|| None, &mut |reply: Message| {
        bytes += reply.parts.iter().map(Vec::len).sum::<usize>();
        failed |= matches!(reply.head::<Reply>(), Some(Reply::Failed(_)) | None);
    });
    assert!(!failed, "{what} failed");
    let millis = began.elapsed().as_millis();
    let line = format!("{what:<8} {millis:>6} ms  {:>6} KB out\n", bytes >> 10);
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes()).unwrap_or_default();
}

fn main() {
    let rows = std::env::var("ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let bytes = table(rows);
    let mut worker = Worker::default();
    let options = ReadOptions::default();
    let name = "people.csv".to_owned();
    let inspect = Request::Inspect { file: 0, name, kind: CONTACT.0, options };
    ask(&mut worker, "inspect", Message::new(&inspect, vec![bytes, Vec::new()]));
    ask(
        &mut worker,
        "plan",
        Message::new(&Request::Plan { files: vec![0], clock: Vec::new() }, Vec::new()),
    );
    let build = Request::Build {
        again: false,
        stamp: [1; 16],
        pages: (0..rows as u64).collect(),
        now_millis: 1_763_000_000_000,
        seed: 7,
        matched: MatchChoice::FillGaps,
    };
    ask(&mut worker, "build", Message::new(&build, Vec::new()));
}
