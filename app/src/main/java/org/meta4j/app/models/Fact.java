package org.meta4j.app.models;

/**
 * Something that is known of a model, for people.
 *
 * @param name of what it is
 * @param value in words
 */
public record Fact(String name, String value) {}
