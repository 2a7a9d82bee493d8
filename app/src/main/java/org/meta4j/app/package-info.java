/** The command line: what a person types, and what answers. */
@NullMarked
package org.meta4j.app;

import org.jspecify.annotations.NullMarked;
