//! Whatever is sealed is read back, and whatever is read gets an answer.

use countersign::record::{Fact, Head, MAX_LINE, Record, Salt, SealError, seal};
use countersign::run::Signer;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{header, record};

fn what() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i32>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| map.into_iter().collect::<Json>()),
        ]
    })
}

fn at() -> countersign::value::DateTime {
    "2026-12-01T09:00:00Z".parse().expect("a time")
}

fn ana() -> Signer {
    Signer { id: "u17".into(), name: "Ana Ruiz".into() }
}

proptest! {
    #[test]
    fn what_is_sealed_is_read_back(
        events in proptest::collection::vec((what(), "\\PC{1,20}", any::<String>()), 1..5),
        key in proptest::option::of(".{1,20}"),
        salt in proptest::collection::vec(any::<u8>(), 16..64),
    ) {
        let mut record = Record::new(header("R-1"));
        let salt = Salt::new(&salt).expect("a salt");
        let fact = |(what, id, name): &(Json, String, String)| {
            let fact = Fact::new(at(), &Signer { id: id.clone(), name: name.clone() }, what).expect("a fact");
            let asked = countersign::procedure::Digest::of(b"asked");
            key.as_ref().map_or(fact.clone(), |key| fact.keyed(key, asked).expect("a key"))
        };
        let facts: Vec<Fact> = events.iter().map(fact).collect();
        let lines = record.seal(&facts, &salt).expect("lines");
        prop_assert_eq!(&lines, &record.seal(&facts, &salt).expect("lines"), "the same acts, the same bytes");
        record.append(&lines).expect("they follow");
        let text = record.to_string();
        let again = Record::parse(text.as_bytes()).expect("a record");
        prop_assert_eq!(&again, &record);
        for (line, (what, id, name)) in again.lines().iter().zip(&events) {
            prop_assert_eq!(line.what::<Json>(), Ok(what.clone()));
            prop_assert_eq!(line.by(), Some(Signer { id: id.clone(), name: name.clone() }));
            prop_assert_eq!(line.key(), key.as_deref());
            prop_assert_eq!(line.asked().is_some(), key.is_some());
        }
        let salts: std::collections::BTreeSet<_> = again.lines().iter().map(|line| line.salt()).collect();
        prop_assert_eq!(salts.len(), events.len(), "each event has its own salt");
        let taken_out = again.take_out(&[1]);
        prop_assert_eq!(Record::parse(taken_out.to_string().as_bytes()), Ok(taken_out));
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Record::parse(&bytes).is_err());
    }

    #[test]
    fn any_change_gets_an_answer(place in any::<prop::sample::Index>(), put in ".{0,3}", length in 0..9_usize) {
        let text = record("R-1", 4).to_string();
        let mut bytes = text.clone().into_bytes();
        let place = place.index(bytes.len());
        let end = (place + length).min(bytes.len());
        bytes.splice(place..end, put.bytes());
        let whole_acts = text.starts_with(&*String::from_utf8_lossy(&bytes));
        prop_assert!(whole_acts || Record::parse(&bytes).is_err());
    }
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let head = header("R-1").head();
    let salt = Salt::new(&[1; 16]).expect("a salt");
    let refused = |what: &Json| Fact::new(at(), &ana(), what).expect_err("refused").to_string();
    assert!(refused(&json!({"a": 0.5})).contains("write it as a text"));
    assert!(refused(&json!(u64::MAX)).contains("beyond 2^53 - 1"));
    let deep = (0..61).fold(json!(1), |inner, _| json!([inner]));
    assert!(refused(&deep).contains("nested too deep"));
    assert_eq!(
        Fact::new(at(), &Signer { id: String::new(), name: "Ana".into() }, &1),
        Err(SealError::NoPerson)
    );
    assert_eq!(seal(head, &[], &salt), Err(SealError::NoEvents));
    let long = Fact::new(at(), &ana(), &"x".repeat(MAX_LINE)).expect("a fact");
    assert_eq!(seal(head, &[long], &salt), Err(SealError::TooLong { seq: 1 }));
    let fact = Fact::new(at(), &ana(), &deep[0]).expect("a fact");
    assert_eq!(seal(head, std::slice::from_ref(&fact), &salt).expect("lines").len(), 1);
    let asked = countersign::procedure::Digest::of(b"asked");
    for key in [String::new(), "x".repeat(201)] {
        assert_eq!(fact.clone().keyed(&key, asked), Err(SealError::Key));
    }
    for bytes in [vec![1; 15], vec![1; 65]] {
        assert_eq!(Salt::new(&bytes), Err(SealError::Salt));
    }
    assert_eq!("0123456789ABCDEF0123456789abcdef".parse::<Salt>(), Err(SealError::Salt));
    assert!(!format!("{salt:?}").contains("01"), "a salt is not printed");
    let last = Head { seq: u64::MAX, hash: head.hash };
    assert!(seal(last, &[fact], &salt).is_err());
}
