/** What all commands share: the streams, errors on one line, names of models, numbers for people. */
@NullMarked
package org.meta4j.app.cli;

import org.jspecify.annotations.NullMarked;
