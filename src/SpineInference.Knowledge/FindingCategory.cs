namespace SpineInference.Knowledge;

/// <summary>How a finding is obtained, from the least to the most demanding. <see langword="default"/> is <see cref="History"/>.</summary>
public enum FindingCategory
{
    /// <summary>Asked.</summary>
    History,

    /// <summary>Examined at the bedside.</summary>
    Examination,

    /// <summary>Measured in a laboratory or with a simple instrument.</summary>
    Laboratory,

    /// <summary>Radiograph or magnetic resonance imaging.</summary>
    Imaging,

    /// <summary>Needle electromyography or nerve conduction.</summary>
    Electrodiagnosis,
}
