package org.meta4j.tabular;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column of a table. */
public sealed interface Column permits Column.Numbers, Column.Categories {
    /** Name in the table's header. */
    String name();

    /** Rows of the table. */
    int rows();

    /** Whether a row has no value here. */
    boolean isMissing(int row);

    /**
     * Numbers.
     *
     * @param values one a row, NaN where missing; not copied, and not to be changed
     */
    record Numbers(String name, double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        /** The same numbers as names of categories: for tables whose categories are numbered. */
        public Categories asCategories() {
            List<String> cells = new ArrayList<>();
            for (double value : values) {
                // As the number was most likely written: 2, not 2.0.
                boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
                cells.add(Double.isNaN(value) ? "" : whole ? Long.toString((long) value) : Double.toString(value));
            }
            return Categories.of(name, cells);
        }
    }

    /**
     * Categories.
     *
     * @param codes for each row the index of its category, or {@link #MISSING}; not copied, and not to be changed
     * @param names of the categories, in the order in which they first appear
     */
    record Categories(String name, int[] codes, List<String> names) implements Column {
        /** Code of a row that has no category. */
        public static final int MISSING = -1;

        public Categories {
            names = List.copyOf(names);
        }

        /** Of the rows' texts; empty where missing. */
        public static Categories of(String name, List<String> cells) {
            Map<String, Integer> known = new LinkedHashMap<>();
            int[] codes = new int[cells.size()];
            for (int row = 0; row < codes.length; row++) {
                String cell = cells.get(row);
                Integer code = cell.isEmpty() ? Integer.valueOf(MISSING) : known.get(cell);
                if (code == null) {
                    code = known.size();
                    known.put(cell, code);
                }
                codes[row] = code;
            }
            return new Categories(name, codes, List.copyOf(known.keySet()));
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] == MISSING;
        }
    }
}
