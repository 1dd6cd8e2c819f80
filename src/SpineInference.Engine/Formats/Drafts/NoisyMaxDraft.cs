using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>A noisy-MAX given by one row of probabilities for each state of each parent, and a leak; null where silent.</summary>
internal sealed class NoisyMaxDraft(
    VariableDraft child, ImmutableArray<VariableDraft> parents, TextPosition position, double[]?[][] rowsOfParents, double[]? leak)
    : DistributionDraft(child, parents, position)
{
    public override void Check(FaultList faults, double rowTolerance)
    {
        var rows = new RowChecker(faults, Child, rowTolerance);
        for (int p = 0; p < Parents.Length; p++)
        {
            for (int s = 0; s < rowsOfParents[p].Length; s++)
            {
                if (rowsOfParents[p][s] is { } row)
                {
                    rows.Check(row, Position, () => RowId(p, s));
                }
            }
        }

        if (leak is not null)
        {
            rows.Check(leak, Position, () => $"{Child.Name}/leak");
        }

        rows.WarnOfNormalised();
    }

    public override void Apply(BayesianNetworkBuilder builder, Variable child, Variable[] parents, double effectiveSampleSize)
    {
        var contributors = new List<NoisyMaxContributorDraft>();
        for (int p = 0; p < Parents.Length; p++)
        {
            if (Array.Exists(rowsOfParents[p], static row => row is not null))
            {
                int[] rows = [.. rowsOfParents[p].Select((row, s) => row is null ? -1 : builder.AddRow(RowId(p, s), row, effectiveSampleSize))];
                contributors.Add(new NoisyMaxContributorDraft([p], rows));
            }
        }

        if (leak is not null)
        {
            contributors.Add(new NoisyMaxContributorDraft([], [builder.AddRow($"{Child.Name}/leak", leak, effectiveSampleSize)]));
        }

        builder.SetNoisyMax(child, parents, contributors);
    }

    private string RowId(int parent, int state) => $"{Child.Name}/{Parents[parent].Name}={Parents[parent].States[state]}";
}
