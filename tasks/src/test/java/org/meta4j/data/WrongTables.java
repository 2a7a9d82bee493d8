package org.meta4j.data;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** CSV files that do not say which image is what. */
final class WrongTables {
    private WrongTables() {}

    private static WrongInput.Making table(String... lines) {
        return folder -> {
            TinyImages.folder(folder, 2, "a", "b");
            return TinyImages.write(
                    folder.resolve("x.csv"), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static WrongInput wrong(String name, String message, String... lines) {
        return WrongInput.images(name, table(lines), message);
    }

    static List<WrongInput> all() {
        return List.of(
                wrong(
                        "a table of 0 bytes",
                        "{}/x.csv is empty: give a table with a header and a row for each example",
                        ""),
                wrong(
                        "a header alone",
                        "{}/x.csv has a header and no rows: give a table with a header and a row for each example",
                        "file,label"),
                wrong(
                        "no header",
                        "table {}/x.csv has no column 'file' (it has a/0.png, a): the first line must name the columns"
                                + " file and label",
                        "a/0.png,a",
                        "b/0.png,b"),
                wrong(
                        "no column for labels",
                        "table {}/x.csv has no column 'label' (it has file, class): the first line must name the columns"
                                + " file and label",
                        "file,class",
                        "a/0.png,a"),
                wrong(
                        "a column twice",
                        "{}/x.csv: two columns are named 'label': rename one",
                        "file,label,label",
                        "a/0.png,a,a"),
                wrong(
                        "a row too long",
                        "{}/x.csv, line 3 has 3 cells, but the header has 2: correct the line",
                        "file,label",
                        "a/0.png,a",
                        "b/0.png,b,c"),
                wrong(
                        "a row without a label",
                        "table {}/x.csv, line 3 has no label: fill it in or remove the line",
                        "file,label",
                        "a/0.png,a",
                        "b/0.png, "),
                wrong(
                        "a row without a file",
                        "table {}/x.csv, line 2 has no file: fill it in or remove the line",
                        "file,label",
                        ",a"),
                wrong(
                        "files that are not there",
                        "image {}/a/7.png cannot be used (no such file, line 3), nor can 1 more: replace or remove it, or"
                                + " skip bad images",
                        "file,label",
                        "a/0.png,a",
                        "a/7.png,a",
                        "b/7.png,b"),
                wrong(
                        "an absolute path",
                        "table {}/x.csv, line 2 names the file '/etc/passwd', which is an absolute path: name files below"
                                + " that folder",
                        "file,label",
                        "/etc/passwd,a"),
                wrong(
                        "a path above the table's folder",
                        "table {}/x.csv, line 2 names the file 'a/../../secret.png', which leads out of the table's"
                                + " folder: name files below that folder",
                        "file,label",
                        "a/../../secret.png,a"),
                wrong(
                        "a path above the table's folder on Windows",
                        "table {}/x.csv, line 2 names the file '..\\secret.png', which leads out of the table's folder:"
                                + " name files below that folder",
                        "file,label",
                        "..\\secret.png,a"),
                wrong(
                        "a file with two labels",
                        "table {}/x.csv, line 4 gives the file './a/0.png' the label 'b', but line 2 the label 'a':"
                                + " remove one",
                        "file,label",
                        "a/0.png,a",
                        "b/0.png,b",
                        "./a/0.png,b"),
                wrong(
                        "a file twice",
                        "table {}/x.csv, line 4 gives the file 'a/0.png' again, which line 2 has: remove one",
                        "file,label",
                        "a/0.png,a",
                        "b/0.png,b",
                        "a/0.png,a"),
                wrong(
                        "labels that differ only by case",
                        "table {}/x.csv has the classes 'Cat' and 'cat', which differ only by case, blanks or the coding"
                                + " of accents: merge them or rename one",
                        "file,label",
                        "a/0.png,Cat",
                        "b/0.png,cat"),
                wrong(
                        "one label",
                        "table {}/x.csv has one class only, 'cat': add images of at least 2 classes",
                        "file,label",
                        "a/0.png,cat",
                        "b/0.png,cat"),
                wrong(
                        "a label in two groups",
                        "table {}/x.csv, line 3 puts label 'alpha' into group 'Latin', but an earlier line into 'Greek':"
                                + " a class is in one group only; rename the label in one of them",
                        "file,label,group",
                        "a/0.png,alpha,Greek",
                        "b/0.png,alpha,Latin"),
                wrong(
                        "a split that there is not",
                        "table {}/x.csv, line 2 has the split 'holdout': write train, validation or test",
                        "file,label,split",
                        "a/0.png,a,holdout"),
                WrongInput.split(
                        "a split without a test part",
                        table("file,label,split", "a/0.png,a,train", "b/0.png,b,train"),
                        "table {}/x.csv is divided into train, but a split needs 'train' and 'test': add or rename one,"
                                + " or give a folder of classes to be divided by seed"),
                WrongInput.split(
                        "a label in two parts",
                        table(
                                "file,label,split",
                                "a/0.png,a,train",
                                "a/1.png,b,train",
                                "b/0.png,a,test",
                                "b/1.png,c,test"),
                        "class 'a' of table {}/x.csv is in test and in train: a class may be in one split only; remove"
                                + " or rename one"),
                wrong(
                        "a folder instead of a file",
                        "image {}/a cannot be used (it is a folder, line 2): replace or remove it, or skip bad images",
                        "file,label",
                        "a,a",
                        "b/0.png,b"),
                wrong(
                        "text behind a quotation mark",
                        "{}/x.csv, line 3 has a cell whose quotation marks do not match: correct the line",
                        "file,label",
                        "a/0.png,a",
                        "\"b/0.png\"x,b"),
                wrong(
                        "a quotation mark that is not closed",
                        "{}/x.csv, line 2 has a cell whose quotation marks do not match: correct the line",
                        "file,label",
                        "\"a/0.png,a",
                        "b/0.png,b"),
                WrongInput.images(
                        "a table in another coding than UTF-8",
                        folder -> TinyImages.write(
                                folder.resolve("x.csv"), WrongImages.bytes("file,label\na,caf\u00e9\n")),
                        "{}/x.csv is no text in UTF-8: save it as CSV in UTF-8"),
                WrongInput.images(
                        "a table that is not there",
                        folder -> folder.resolve("x.csv"),
                        "folder {}/x.csv does not exist: give a folder with one sub-folder of images for each class"),
                WrongInput.images(
                        "a table larger than any",
                        folder -> {
                            try (RandomAccessFile sparse =
                                    new RandomAccessFile(folder.resolve("x.csv").toFile(), "rw")) {
                                sparse.setLength(5_000_000_000L);
                            }
                            return folder.resolve("x.csv");
                        },
                        "table {}/x.csv has 5000000000 bytes, more than the limit of 67108864: divide it"),
                WrongInput.images(
                        "a table that is a folder",
                        folder -> Files.createDirectory(folder.resolve("x.csv")),
                        "folder {}/x.csv is empty: give a folder with one sub-folder of images for each class"));
    }
}
