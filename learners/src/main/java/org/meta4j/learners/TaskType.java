package org.meta4j.learners;

import org.meta4j.learners.files.Json;

/** What a task's targets are. */
public enum TaskType {
    /** Classes. */
    CLASSIFICATION,
    /** Real numbers. */
    REGRESSION;

    /** Name in tables and files, e.g. {@code classification}. */
    public String label() {
        return Json.name(this);
    }
}
