package org.meta4j.app.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.data.EmojiStyles;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Emoji in five styles. */
record EmojiSource(EmojiStyles emoji) implements DataSource {
    private static final String CATEGORIES = "categories";

    @Override
    public List<String> notes() {
        return List.of();
    }

    /** By default background trains and evaluation tests; a part alone has only classes to test on. */
    @Override
    public List<String> splits() {
        List<String> splits = new ArrayList<>(List.of(CATEGORIES));
        splits.addAll(EmojiStyles.PARTS);
        return splits;
    }

    @Override
    public MetaDataset split(String name, long seed, int ways) {
        return checkedSplit(name).equals(CATEGORIES) ? emoji.categories(seed) : emoji.only(name);
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        Map<String, LabelledExamples> sections = new LinkedHashMap<>();
        EmojiStyles.PARTS.forEach(part -> sections.put(part, emoji.part(part)));
        return sections;
    }

    @Override
    public String kind() {
        return "the emoji styles";
    }
}
