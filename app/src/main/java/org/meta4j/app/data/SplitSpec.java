package org.meta4j.app.data;

import java.util.Optional;

/**
 * What {@code --split} says: {@code NAME}, {@code NAME:PART} or {@code PART}.
 *
 * @param name of the split; empty for the data's own
 * @param part of it; empty for the command's own
 */
public record SplitSpec(Optional<String> name, Optional<Part> part) {
    /** Nothing was said. */
    public static final SplitSpec NONE = new SplitSpec(Optional.empty(), Optional.empty());

    /** @throws org.meta4j.app.cli.UsageException if the part is unknown; the name is left to the data */
    public static SplitSpec parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 && Part.isName(text)) {
            return new SplitSpec(Optional.empty(), Optional.of(Part.named(text)));
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        return new SplitSpec(
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                colon < 0 ? Optional.empty() : Optional.of(Part.named(text.substring(colon + 1))));
    }
}
