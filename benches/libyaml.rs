//! A bare scan with libyaml, in its port to Rust that `serde_yaml` uses.

use std::mem::MaybeUninit;

use libyaml_rs::{
    YAML_STREAM_END_EVENT, yaml_event_delete, yaml_event_t, yaml_parser_delete, yaml_parser_initialize,
    yaml_parser_parse, yaml_parser_set_input_string, yaml_parser_t,
};

/// How many events a text has; each is deleted at once.
#[allow(unsafe_code, reason = "libyaml's interface is one of pointers")]
pub(crate) fn events(text: &str) -> usize {
    let mut parser = MaybeUninit::<yaml_parser_t>::uninit();
    let mut event = MaybeUninit::<yaml_event_t>::uninit();
    let mut count = 0;
    // SAFETY: the parser is initialized before it is used and deleted once, the text outlives it, and an event is
    // read only after a call that filled it in.
    unsafe {
        assert!(yaml_parser_initialize(parser.as_mut_ptr()).ok, "out of memory");
        yaml_parser_set_input_string(parser.as_mut_ptr(), text.as_ptr(), text.len() as u64);
        loop {
            assert!(yaml_parser_parse(parser.as_mut_ptr(), event.as_mut_ptr()).ok, "libyaml refused the text");
            count += 1;
            let last = (*event.as_ptr()).type_ == YAML_STREAM_END_EVENT;
            yaml_event_delete(event.as_mut_ptr());
            if last {
                break;
            }
        }
        yaml_parser_delete(parser.as_mut_ptr());
    }
    count
}
