/** Models that users name: files, checkpoints and the folders of runs. */
@NullMarked
package org.meta4j.app.models;

import org.jspecify.annotations.NullMarked;
