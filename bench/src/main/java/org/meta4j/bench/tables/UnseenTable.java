package org.meta4j.bench.tables;

import java.util.List;

/** A table to test on: of two classes, and of a field where labels are dear. */
public enum UnseenTable {
    WDBC("wdbc", "medicine: breast cancer, cell nuclei"),
    HEART("heart_c", "medicine: heart disease, Cleveland"),
    GERMAN("german", "finance: German credit"),
    BANK("bank_marketing", "finance: bank marketing, without the call's duration");

    private final String table;
    private final String field;

    UnseenTable(String table, String field) {
        this.table = table;
        this.field = field;
    }

    /** Its name in the archive. */
    public String table() {
        return table;
    }

    /** What it is about. */
    public String field() {
        return field;
    }

    /** Names of all. */
    public static List<String> tables() {
        return List.of(values()).stream().map(UnseenTable::table).toList();
    }
}
