package io.tapgrid.load.crowd;

/** Is told how a run goes, once a second, on the thread that called {@link Crowd#run}. */
@FunctionalInterface
public interface CrowdListener {

    void progress(CrowdProgress progress);
}
