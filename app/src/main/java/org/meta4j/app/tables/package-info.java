/** Tables on the command line: sets of models trained and checked, base-learners scored. */
@NullMarked
package org.meta4j.app.tables;

import org.jspecify.annotations.NullMarked;
