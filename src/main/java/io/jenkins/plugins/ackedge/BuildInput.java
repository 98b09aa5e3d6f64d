package io.jenkins.plugins.ackedge;

import java.io.Serializable;

/** What a step was told, as the first builds saved it with a pipeline. */
interface BuildInput extends Serializable {
    io.jenkins.plugins.ackedge.build.BuildInput now();
}
