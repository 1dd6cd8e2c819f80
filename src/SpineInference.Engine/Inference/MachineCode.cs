namespace SpineInference.Engine.Inference;

/// <summary>When single queries run on machine code made for their program at run time.</summary>
public enum MachineCode
{
    /// <summary>After some hundred thousand queries, for programs of up to 40,000 products; made in the background. What the environment variable
    /// SPINEINFERENCE_CODE says (<c>interpreted</c>, <c>emitted</c>) goes before.</summary>
    Automatic,

    /// <summary>Never: the interpreter serves.</summary>
    Never,

    /// <summary>From the first query on, where the runtime can: compiling takes longer.</summary>
    AtOnce,
}
