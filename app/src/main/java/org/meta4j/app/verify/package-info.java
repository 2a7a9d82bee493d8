/** The command {@code verify}: is a learner what it says it is. */
@NullMarked
package org.meta4j.app.verify;

import org.jspecify.annotations.NullMarked;
