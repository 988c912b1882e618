//! A bare scan with libyaml: in its port to Rust that `serde_yaml` uses, and in C where the system has it.

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
            assert!(
                yaml_parser_parse(parser.as_mut_ptr(), event.as_mut_ptr()).ok,
                "libyaml refused the text"
            );
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

/// The library in C.
#[cfg(feature = "system-libyaml")]
pub(crate) mod system {
    use std::ffi::c_int;

    /// `yaml_parser_t` with room to spare: version 0.2.5 takes 480 bytes, and nothing here looks inside.
    #[repr(C, align(16))]
    struct Parser([u8; 4096]);

    /// `yaml_event_t` with room to spare; it begins with its type.
    #[repr(C, align(16))]
    struct Event {
        kind: c_int,
        rest: [u8; 1020],
    }

    const STREAM_END: c_int = 2;

    #[allow(unsafe_code, reason = "declares functions of C")]
    #[link(name = "yaml")]
    unsafe extern "C" {
        fn yaml_parser_initialize(parser: *mut Parser) -> c_int;
        fn yaml_parser_delete(parser: *mut Parser);
        fn yaml_parser_set_input_string(parser: *mut Parser, input: *const u8, size: usize);
        fn yaml_parser_parse(parser: *mut Parser, event: *mut Event) -> c_int;
        fn yaml_event_delete(event: *mut Event);
    }

    /// How many events a text has; each is deleted at once.
    #[allow(unsafe_code, reason = "libyaml's interface is one of pointers")]
    pub(crate) fn events(text: &str) -> usize {
        let mut parser = Parser([0; 4096]);
        let mut event = Event { kind: 0, rest: [0; 1020] };
        let mut count = usize::from(event.rest[0]);
        // SAFETY: both are larger than what the library writes into them, the parser is initialized before it is
        // used and deleted once, and the text outlives it.
        unsafe {
            assert_eq!(yaml_parser_initialize(&raw mut parser), 1, "out of memory");
            yaml_parser_set_input_string(&raw mut parser, text.as_ptr(), text.len());
            loop {
                assert_eq!(yaml_parser_parse(&raw mut parser, &raw mut event), 1, "libyaml refused the text");
                count += 1;
                let last = event.kind == STREAM_END;
                yaml_event_delete(&raw mut event);
                if last {
                    break;
                }
            }
            yaml_parser_delete(&raw mut parser);
        }
        count
    }
}
