/** The command {@code demo}: learning to learn characters, from nothing to a score and a picture in about a minute. */
@NullMarked
package org.meta4j.app.demo;

import org.jspecify.annotations.NullMarked;
