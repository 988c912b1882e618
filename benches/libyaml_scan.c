/* libyaml's bare event scan, for the instruction counts: `libyaml_scan TIMES FILE...`, compiled by instructions.sh. */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static void scan(const unsigned char *text, size_t length) {
    yaml_parser_t parser;
    yaml_event_t event;
    int last = 0;
    if (!yaml_parser_initialize(&parser)) exit(2);
    yaml_parser_set_input_string(&parser, text, length);
    while (!last) {
        if (!yaml_parser_parse(&parser, &event)) exit(1);
        last = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

int main(int count, char **arguments) {
    int times = count > 1 ? atoi(arguments[1]) : 0;
    for (int at = 2; at < count; at++) {
        static unsigned char text[1 << 20];
        FILE *file = fopen(arguments[at], "rb");
        if (!file) return 2;
        size_t length = fread(text, 1, sizeof text, file);
        fclose(file);
        for (int time = 0; time < times; time++) scan(text, length);
    }
    return 0;
}
