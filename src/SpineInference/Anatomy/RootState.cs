namespace SpineInference.Anatomy;

/// <summary>How a nerve root fares, from healthy to worst.</summary>
/// <remarks>The members are ordered by severity and their values are the indices of the network's states. The default is
/// <see cref="Normal"/>.</remarks>
public enum RootState
{
    /// <summary>Works as it should.</summary>
    Normal,

    /// <summary>Inflamed or touched: it hurts and tingles, yet conducts nearly as it should.</summary>
    Irritated,

    /// <summary>Pressed so that it conducts less: weakness, numbness and lost reflexes become likely.</summary>
    Compressed,
}
