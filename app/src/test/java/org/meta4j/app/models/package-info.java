@NullMarked
package org.meta4j.app.models;

import org.jspecify.annotations.NullMarked;
