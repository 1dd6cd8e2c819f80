using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>The baseline: a junction tree as the textbooks have it (Hugin), on dense tables with index maps prepared in advance.</summary>
/// <remarks>Min-weight triangulation; all posteriors by one collect and one distribute pass; nothing is allocated in a query. Source:
/// Lauritzen &amp; Spiegelhalter 1988; Jensen, Lauritzen &amp; Olesen 1990.</remarks>
public sealed class JunctionTree
{
    private const double LargestTable = 64e6;

    private readonly BayesianNetwork _network;
    private readonly List<Clique> _cliques = [];
    private readonly int[] _offsets;

    /// <summary>Builds the tree.</summary>
    /// <exception cref="NotSupportedException">A clique's dense table would have more than 64 million entries.</exception>
    public JunctionTree(BayesianNetwork network)
    {
        _network = network;
        _offsets = new int[network.Variables.Length + 1];
        for (int v = 0; v < network.Variables.Length; v++)
        {
            _offsets[v + 1] = _offsets[v] + network.Variables[v].StateCount;
        }

        Triangulate();
        foreach (Clique clique in _cliques)
        {
            clique.Prior = new double[clique.Size];
            Array.Fill(clique.Prior, 1);
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            int[] family = [.. distribution.Parents.Select(static p => p.Index), distribution.Variable.Index];
            Clique home = _cliques.Where(c => family.All(c.Scope.Contains)).MinBy(static c => c.Size)!;
            int[] map = MapOf(home.Scope, family);
            for (int i = 0; i < map.Length; i++)
            {
                home.Prior[i] *= distribution.Table[map[i]];
            }
        }

        foreach (Variable variable in network.Variables)
        {
            Clique home = _cliques.Where(c => c.Scope.Contains(variable.Index)).MinBy(static c => c.Size)!;
            home.Variables.Add((variable.Index, MapOf(home.Scope, [variable.Index])));
        }
    }

    /// <summary>The entries of all cliques' tables.</summary>
    public double TableSize => _cliques.Sum(static c => (double)c.Size);

    /// <summary>Computes all posteriors.</summary>
    /// <returns>P(evidence).</returns>
    public double Query(ReadOnlySpan<double> likelihoods, Span<double> posteriors)
    {
        foreach (Clique clique in _cliques)
        {
            clique.Prior.CopyTo(clique.Table, 0);
            foreach ((int variable, int[] map) in clique.Variables)
            {
                ReadOnlySpan<double> likelihood = likelihoods[_offsets[variable].._offsets[variable + 1]];
                if (likelihood.ContainsAnyExcept(1.0))
                {
                    for (int i = 0; i < map.Length; i++)
                    {
                        clique.Table[i] *= likelihood[map[i]];
                    }
                }
            }
        }

        for (int c = 0; c < _cliques.Count; c++)
        {
            if (_cliques[c].Parent is { } parent)
            {
                Pass(_cliques[c], _cliques[c].ToSeparator, parent, _cliques[c].ParentToSeparator, _cliques[c]);
            }
        }

        for (int c = _cliques.Count - 1; c >= 0; c--)
        {
            if (_cliques[c].Parent is { } parent)
            {
                Pass(parent, _cliques[c].ParentToSeparator, _cliques[c], _cliques[c].ToSeparator, _cliques[c]);
            }
        }

        double probability = _cliques[^1].Table.Sum();
        foreach (Clique clique in _cliques)
        {
            foreach ((int variable, int[] map) in clique.Variables)
            {
                Span<double> posterior = posteriors[_offsets[variable].._offsets[variable + 1]];
                posterior.Clear();
                for (int i = 0; i < map.Length; i++)
                {
                    posterior[map[i]] += clique.Table[i];
                }

                foreach (ref double p in posterior)
                {
                    p /= probability;
                }
            }
        }

        return probability;
    }

    // Hugin: the new separator over the old multiplies the receiver.
    private static void Pass(Clique from, int[] fromMap, Clique to, int[] toMap, Clique owner)
    {
        double[] fresh = owner.Fresh;
        Array.Clear(fresh);
        for (int i = 0; i < fromMap.Length; i++)
        {
            fresh[fromMap[i]] += from.Table[i];
        }

        bool first = ReferenceEquals(from, owner);
        for (int s = 0; s < fresh.Length; s++)
        {
            double number = fresh[s];
            fresh[s] = first || owner.Separator[s] == 0 ? number : number / owner.Separator[s];
            owner.Separator[s] = number;
        }

        for (int i = 0; i < toMap.Length; i++)
        {
            to.Table[i] *= fresh[toMap[i]];
        }
    }

    private void Triangulate()
    {
        int count = _network.Variables.Length;
        HashSet<int>[] neighbours = [.. Enumerable.Range(0, count).Select(static _ => new HashSet<int>())];
        foreach (ConditionalDistribution distribution in _network.Distributions)
        {
            int[] family = [.. distribution.Parents.Select(static p => p.Index), distribution.Variable.Index];
            foreach (int a in family)
            {
                neighbours[a].UnionWith(family.Where(b => b != a));
            }
        }

        var remaining = new HashSet<int>(Enumerable.Range(0, count));
        var clusters = new List<(int Eliminated, int[] Scope)>();
        while (remaining.Count > 0)
        {
            int next = remaining.MinBy(v => neighbours[v].Aggregate(Math.Log(States(v)), (size, n) => size + Math.Log(States(n))));
            int[] around = [.. neighbours[next]];
            clusters.Add((next, [.. around.Append(next).Order()]));
            foreach (int a in around)
            {
                neighbours[a].UnionWith(around.Where(b => b != a));
                neighbours[a].Remove(next);
            }

            remaining.Remove(next);
        }

        // The parent of a cluster is the first later one that holds the rest of its scope. A parent inside its child is no clique: it
        // takes the child's scope and children, and the child goes.
        int[][] scopes = [.. clusters.Select(static c => c.Scope)];
        var parents = new int[scopes.Length];
        var gone = new bool[scopes.Length];
        for (int i = 0; i < scopes.Length; i++)
        {
            int[] rest = [.. clusters[i].Scope.Where(v => v != clusters[i].Eliminated)];
            parents[i] = rest.Length == 0 ? i + 1 : Enumerable.Range(i + 1, scopes.Length - i - 1).First(j => rest.All(clusters[j].Scope.Contains));
        }

        for (int i = 0; i < scopes.Length - 1; i++)
        {
            int parent = parents[i];
            if (scopes[parent].All(scopes[i].Contains))
            {
                scopes[parent] = scopes[i];
                gone[i] = true;
                for (int child = 0; child < i; child++)
                {
                    parents[child] = parents[child] == i ? parent : parents[child];
                }
            }
        }

        var cliqueOf = new Clique?[scopes.Length];
        for (int i = 0; i < scopes.Length; i++)
        {
            if (gone[i])
            {
                continue;
            }

            double size = scopes[i].Aggregate(1.0, (n, v) => n * States(v));
            if (size > LargestTable)
            {
                throw new NotSupportedException($"A clique of {size:G3} entries is too large for dense tables.");
            }

            cliqueOf[i] = new Clique(scopes[i], (int)size);
            _cliques.Add(cliqueOf[i]!);
        }

        for (int i = 0; i < scopes.Length - 1; i++)
        {
            if (cliqueOf[i] is { } clique)
            {
                Clique parent = cliqueOf[parents[i]]!;
                int[] separator = [.. clique.Scope.Intersect(parent.Scope)];
                clique.Connect(
                    parent,
                    MapOf(clique.Scope, separator),
                    MapOf(parent.Scope, separator),
                    (int)separator.Aggregate(1.0, (n, v) => n * States(v)));
            }
        }
    }

    private int States(int variable) => _network.Variables[variable].StateCount;

    // For each entry of a table over one scope, the entry of a table over another that agrees with it.
    private int[] MapOf(int[] from, int[] to)
    {
        var map = new int[(int)from.Aggregate(1.0, (n, v) => n * States(v))];
        var digits = new int[from.Length];
        int[] strides = [.. from.Select(v =>
        {
            int place = Array.IndexOf(to, v);
            return place < 0 ? 0 : to[(place + 1)..].Aggregate(1, (n, u) => n * States(u));
        })];
        int entry = 0;
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = entry;
            for (int d = from.Length - 1; d >= 0; d--)
            {
                entry += strides[d];
                if (++digits[d] < States(from[d]))
                {
                    break;
                }

                entry -= digits[d] * strides[d];
                digits[d] = 0;
            }
        }

        return map;
    }

    private sealed class Clique(int[] scope, int size)
    {
        public int[] Scope { get; } = scope;

        public int Size { get; } = size;

        public double[] Prior { get; set; } = [];

        public double[] Table { get; } = new double[size];

        public List<(int Variable, int[] Map)> Variables { get; } = [];

        public Clique? Parent { get; private set; }

        public int[] ToSeparator { get; private set; } = [];

        public int[] ParentToSeparator { get; private set; } = [];

        public double[] Separator { get; private set; } = [];

        public double[] Fresh { get; private set; } = [];

        public void Connect(Clique parent, int[] toSeparator, int[] parentToSeparator, int separatorSize)
        {
            Parent = parent;
            ToSeparator = toSeparator;
            ParentToSeparator = parentToSeparator;
            Separator = new double[separatorSize];
            Fresh = new double[separatorSize];
        }
    }
}
