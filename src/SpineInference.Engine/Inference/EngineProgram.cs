namespace SpineInference.Engine.Inference;

/// <summary>What the steps of a compiled program work on.</summary>
public enum EngineProgram
{
    /// <summary>The compiler chooses, by estimate: numbers, unless there would be too many of them.</summary>
    Automatic,

    /// <summary>Single numbers: zeros and equal products vanish when compiling, batches run in vector lanes, parameters may be live.</summary>
    Numbers,

    /// <summary>Whole tables: for wide networks. Queries only; they run one after the other.</summary>
    Tables,

    /// <summary>Tables for the first answers, numbers from the hundred and first case on, where they fit: the soonest answer to one query or a few.
    /// Later answers differ from the first by rounding.</summary>
    TablesFirst,
}
