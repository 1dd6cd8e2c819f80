using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class SplitMix64Tests
{
    // By the published recurrence in whole numbers of any length.
    [Fact]
    public void Draw_FromAState_GivesThePublishedSequence()
    {
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => SplitMix64.Draw(ref state)));
    }
}
