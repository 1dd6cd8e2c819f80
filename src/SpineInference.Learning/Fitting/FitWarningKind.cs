namespace SpineInference.Learning;

/// <summary>What a fit warns of.</summary>
public enum FitWarningKind
{
    /// <summary>A variable was never observed: only priors tell its states apart, which may swap or die out.</summary>
    NeverObserved,

    /// <summary>A state of a variable that is not always observed lost nearly all of its prior share.</summary>
    StateDied,

    /// <summary>Two states of a variable that was never observed seem to have changed places.</summary>
    StatesSwapped,

    /// <summary>The data say nothing of some rows, which keep their prior.</summary>
    EmptyRows,

    /// <summary>The bound stopped rising while parameters still moved, or fell, or the iterations ran out.</summary>
    BoundNotConverged,

    /// <summary>Rows of the cohort are impossible under the network and were left out.</summary>
    ImpossibleRows,

    /// <summary>The cohort has measurements that the fit was not told of, and that it left aside.</summary>
    UnusedMeasurements,
}
