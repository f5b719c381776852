//! What a library run tells `tracing`: nothing that nobody asked for, and no secret.
//!
//! A program of its own, whose tests come one behind another: `tracing` remembers at each place whether anybody listens, and a
//! thread without a listener that comes to a place for the first time may write down "nobody" behind the back of one who has
//! begun to listen on another thread.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use migrate_core::run::{Look, Stamp, Transactions};
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

mod traced_chain {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("users", |t| {
                t.column("id", BigInt).primary_key();
                t.column("token", Text);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.insert("users", ["id", "token"], [(1, "hidden-one")]);
            op.sql("UPDATE users SET token = 'hidden-two'")
                .reverse("UPDATE users SET token = 'hidden-three'");
        }
    }
    migrate_core::chain!(pub(super) Traced = "traced");
}

use traced_chain::Traced;

/// Writes down spans with the spans around them, and events.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Notes {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut notes = self.0.lock().unwrap();
        let span = context.span(id).expect("it is new");
        let around = span.scope().from_root().map(|span| span.name()).collect::<Vec<_>>().join(">");
        let _ = write!(notes, "{around}");
        attributes.record(&mut Fields(&mut notes));
        notes.push('\n');
    }

    fn on_record(&self, _id: &Id, values: &tracing::span::Record<'_>, _context: Context<'_, S>) {
        let mut notes = self.0.lock().unwrap();
        notes.push_str("record");
        values.record(&mut Fields(&mut notes));
        notes.push('\n');
    }

    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut notes = self.0.lock().unwrap();
        notes.push_str("event");
        event.record(&mut Fields(&mut notes));
        notes.push('\n');
    }
}

/// Whoever holds it runs alone.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All that is told while `what` is done.
fn told(what: impl FnOnce()) -> String {
    let _alone = alone();
    let notes = Notes::default();
    let listener = tracing_subscriber::registry().with(notes.clone());
    tracing::subscriber::with_default(listener, what);
    let notes = notes.0.lock().unwrap();
    notes.clone()
}

#[test]
fn a_run_is_told_by_spans_without_secrets() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        let notes = told(|| {
            assert_eq!(Traced.upgrade_url(&url).tag("by hand").blocking().unwrap().steps.len(), 2);
            Traced.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap();
            Look::url(Traced, &url).blocking().unwrap();
            Stamp::url(Traced, &url, "r2").blocking().unwrap();
        });
        for line in [
            "run chain=\"traced\" direction=\"up\" target=head tag=\"by hand\"\n",
            "run>revision id=\"r2\" direction=\"up\"\n",
            "run chain=\"traced\" direction=\"down\" target=r1\n",
            "run>revision id=\"r2\" direction=\"down\"\n",
            "look chain=\"traced\"\n",
            "stamp chain=\"traced\"\n",
            "record dialect=",
            "run>revision>statement sql=\"UPDATE users SET token\" bytes=",
            "event message=applied chain=\"traced\" revision=\"r2\" took=",
        ] {
            assert!(notes.contains(line), "{kind}: no {line:?} in\n{notes}");
        }
        assert!(!notes.contains("hidden"), "{kind}:\n{notes}");
        assert!(!notes.contains("migrate:migrate"), "{kind}:\n{notes}");
    }
}

#[test]
fn a_run_in_one_transaction_has_the_same_spans() {
    let database = Database::create(Kind::Sqlite);
    let notes = told(|| {
        let run = Traced.upgrade_url(&database.url()).transactions(Transactions::All);
        run.blocking().unwrap();
    });
    assert!(notes.contains("run>revision id=\"r1\" direction=\"up\"\n"), "{notes}");
}

/// A call that blocks inside a runtime runs on a thread of its own.
#[tokio::test]
async fn whoever_listens_on_one_thread_hears_a_blocking_run() {
    let database = Database::create(Kind::Sqlite);
    let notes = told(|| drop(Traced.upgrade_url(&database.url()).blocking().unwrap()));
    assert!(notes.contains("run>revision id=\"r2\" direction=\"up\"\n"), "{notes}");
}

/// The only test of this program that sets one: it could not, had a run done so.
#[test]
fn the_subscriber_of_the_host_is_never_set() {
    let _alone = alone();
    let database = Database::create(Kind::Sqlite);
    Traced.upgrade_url(&database.url()).blocking().unwrap();
    let pool = async {
        let pool = sqlx::SqlitePool::connect(&database.url()).await.unwrap();
        Traced.downgrade(&pool, "base").consent(Consent::Destructive).await.unwrap();
        Look::new(Traced, &pool).await.unwrap();
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(pool);
    tracing::subscriber::set_global_default(tracing::subscriber::NoSubscriber::default())
        .expect("nobody has set one");
}
