/** Where {@code replay} takes frames from: folders of pictures, video files, stream addresses. */
@NullMarked
package io.thalweg.streams.cli.frames;

import org.jspecify.annotations.NullMarked;
