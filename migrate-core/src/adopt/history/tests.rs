use super::*;

fn row(version: &str, name: &str, checksum: &str) -> HistoryRow {
    HistoryRow {
        version: version.to_owned(),
        name: name.to_owned(),
        checksum: Some(checksum.to_owned()),
        is_whole: true,
    }
}

fn step(revision: &str, text: &str) -> HistoryStep {
    let runs = if text.is_empty() { Runs::Nothing } else { Runs::Sql(text.to_owned()) };
    HistoryStep { revision: revision.to_owned(), runs, vouched: Vouched::ByNobody }
}

fn faults(rows: &[HistoryRow], steps: &[HistoryStep]) -> Vec<HistoryFault> {
    match_history(Tool::Sqlx, rows, steps, &[]).unwrap_err().faults().to_vec()
}

#[test]
fn the_place_is_the_last_that_is_applied() {
    let steps = [step("a1", ""), step("1_users", "CREATE"), step("0002_deals", "x\n"), step("3_more", "y")];
    let rows = [row("1", "users", &sqlx("CREATE")), row("2", "deals", &sqlx("x\r\n"))];
    assert_eq!(match_history(Tool::Sqlx, &rows, &steps, &[]), Ok(2));
    assert_eq!(match_history(Tool::Sqlx, &rows[..1], &steps, &[]), Ok(1));
    assert_eq!(match_history(Tool::Sqlx, &[], &steps, &[]), Err(HistoryError::Empty { tool: Tool::Sqlx }));
}

#[test]
fn all_that_differs_is_told_at_once() {
    let steps = [step("1_users", "CREATE"), step("mine", "z"), step("2_deals", "x"), step("3_more", "y")];
    let rows = [row("1", "users", &sqlx("create")), row("3", "more", &sqlx("y")), row("4", "gone", "")];
    let told = faults(&rows, &steps).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            "version `4` (gone) is applied, and the chain has no revision of it",
            "version `1` has another checksum than the SQL of revision `1_users`: its file has changed since it ran",
            "revision `mine` stands before what was applied, and is none of the tool's",
            "revision `2_deals` is not applied, though a later one is",
        ]
    );
    let known = steps.clone().map(|step| HistoryStep { vouched: Vouched::ByLedger, ..step });
    let rows = [row("1", "users", &sqlx("CREATE")), row("3", "more", &sqlx("y"))];
    assert_eq!(match_history(Tool::Sqlx, &rows, &known, &[]), Ok(3), "the ledger knows what sqlx does not");
    let whole = [HistoryRow { is_whole: false, ..row("1", "users", &sqlx("CREATE")) }];
    assert_eq!(
        faults(&whole, &steps),
        [HistoryFault::Unfinished { version: "1".to_owned(), name: "users".to_owned() }]
    );
    let changed = [row("1", "users", "another")];
    assert_eq!(match_history(Tool::Sqlx, &changed, &steps, &["1".to_owned()]), Ok(0));
}

#[test]
fn refinery_and_alembic_are_read_by_their_own_rules() {
    let steps = [step("V1__initial", "a"), step("V20__more", "b")];
    let rows = [row("1", "initial", &refinery("initial", 1, "a")[0])];
    assert_eq!(match_history(Tool::Refinery, &rows, &steps, &[]), Ok(0));
    let rows = [HistoryRow { checksum: None, ..row("f00d", "", "") }];
    let other = |revision, vouched| HistoryStep { runs: Runs::Other, vouched, ..step(revision, "") };
    let steps = |vouched| [step("a1", ""), other("b0", vouched), other("f00d", Vouched::ByNobody)];
    assert_eq!(match_history(Tool::Alembic, &rows, &steps(Vouched::ByRemark), &[]), Ok(2));
    assert_eq!(match_history(Tool::Alembic, &rows, &steps(Vouched::ByLedger), &[]), Ok(2));
    let stranger = match_history(Tool::Alembic, &rows, &steps(Vouched::ByNobody), &[]).unwrap_err();
    assert_eq!(stranger.faults(), [HistoryFault::Stranger { revision: "b0".to_owned() }]);
}

#[test]
fn files_are_read_as_the_tool_reads_them() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let found = files(
        Tool::Sqlx,
        &names(&["10_last.sql", "2_add-users.up.sql", "2_add-users.down.sql", "README.md", "notes.sql"]),
    );
    let file = |version, revision: &str, message: &str, up: &str, down: Option<&str>| HistoryFile {
        version,
        revision: revision.to_owned(),
        message: message.to_owned(),
        up: up.to_owned(),
        down: down.map(str::to_owned),
    };
    assert_eq!(
        found,
        Ok(vec![
            file(2, "2_add_users", "Add-users.", "2_add-users.up.sql", Some("2_add-users.down.sql")),
            file(10, "10_last", "Last.", "10_last.sql", None),
        ])
    );
    let found =
        files(Tool::Refinery, &names(&["V2__b_c.sql", "V1__a.sql", "U3__late.sql", "mod.rs"])).unwrap();
    assert_eq!(
        found.iter().map(|file| &*file.revision).collect::<Vec<_>>(),
        ["V1__a", "V2__b_c", "U3__late"]
    );
    assert_eq!(found[1].message, "B c.");
    for (tool, wrong, expected) in [
        (Tool::Refinery, &["V1__a.rs"][..], FileFault::Code { file: "V1__a.rs".to_owned() }),
        (Tool::Sqlx, &["1_a.down.sql"], FileFault::Lonely { file: "1_a.down.sql".to_owned() }),
        (Tool::Sqlx, &["x_a.sql"], FileFault::NoVersion { file: "x_a.sql".to_owned() }),
        (
            Tool::Sqlx,
            &["1_a.sql", "01_b.sql"],
            FileFault::Twice { file: "1_a.sql".to_owned(), other: "01_b.sql".to_owned() },
        ),
    ] {
        assert_eq!(files(tool, &names(wrong)), Err(expected));
    }
}
