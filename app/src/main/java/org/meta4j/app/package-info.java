/** The program {@code meta4j}: its command line, from the words that a user types to an exit code. */
@NullMarked
package org.meta4j.app;

import org.jspecify.annotations.NullMarked;
