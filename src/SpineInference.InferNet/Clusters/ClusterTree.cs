using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Clusters;

/// <summary>The tree of numbered nodes that stands for a network: root, clusters, separators and one report for each variable.</summary>
/// <remarks>
/// <code>
/// root ── cluster ── separator ── cluster ── separator ── report (a finding given its parents)
///                └── report               └── report
/// </code>
/// A link between two clusters goes through their separator unless the dense matrix is small anyway, and several links with one
/// separator share it. A leaf cluster that adds one variable is that variable's report, given the separator. Immutable.
/// </remarks>
internal sealed class ClusterTree
{
    private const int SmallMatrix = 4096;

    private readonly BayesianNetwork _network;
    private readonly List<List<TreeNode>> _levels = [];
    private readonly Report?[] _reports;

    private ClusterTree(BayesianNetwork network)
    {
        _network = network;
        _reports = new Report?[network.Variables.Length];
    }

    /// <summary>The nodes by distance from the root.</summary>
    public IReadOnlyList<IReadOnlyList<TreeNode>> Levels => _levels;

    /// <summary>The report of a variable.</summary>
    /// <param name="variable">The variable's index.</param>
    public Report ReportOf(int variable) => _reports[variable]!.Value;

    /// <summary>Entries of all dense matrices together.</summary>
    public long DenseEntries => _levels.Sum(static l => l.Sum(static n => n.DenseEntries));

    /// <summary>Feasible states of the largest node.</summary>
    public int LargestNode => _levels.Max(static l => l.Max(static n => n.Size));

    /// <summary>Builds the tree of a network.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="NotSupportedException">The network is too wide.</exception>
    public static ClusterTree Build(BayesianNetwork network)
    {
        var tree = new ClusterTree(network);
        TreeNode root = tree.Add(null, 1, [], [], [], []);
        List<(Cluster Cluster, TreeNode Node)> hosts = [];
        foreach (Cluster centre in ClusterForest.Build(network))
        {
            tree.AddTree(centre, root, hosts);
        }

        foreach (Variable variable in network.Variables)
        {
            if (tree._reports[variable.Index] is null)
            {
                (Cluster cluster, TreeNode node) = hosts.Where(h => h.Cluster.States.Scope.Contains(variable.Index)).MinBy(static h => h.Node.Size);
                tree.AddProjection(cluster.States, node, [variable.Index]);
            }
        }

        return tree;
    }

    private void AddTree(Cluster centre, TreeNode root, List<(Cluster Cluster, TreeNode Node)> hosts)
    {
        var nodes = new Dictionary<Cluster, TreeNode>();
        foreach ((Cluster cluster, Cluster? from) in ClusterForest.Reach(centre))
        {
            if (from is null)
            {
                nodes[cluster] = AddCluster(cluster, root, null, 0);
                hosts.Add((cluster, nodes[cluster]));
                AddSeparators(cluster, from, nodes[cluster], nodes, hosts);
            }
            else if (nodes.TryGetValue(cluster, out TreeNode? node))
            {
                AddSeparators(cluster, from, node, nodes, hosts);
            }
        }
    }

    // Hangs the neighbours of a cluster, apart from the one it hangs on itself, below it.
    private void AddSeparators(
        Cluster cluster, Cluster? from, TreeNode node, Dictionary<Cluster, TreeNode> nodes, List<(Cluster Cluster, TreeNode Node)> hosts)
    {
        var groups = cluster.Neighbours.Where(n => n != from)
            .OrderBy(static n => n.Families.Count == 0 ? -1 : n.Families.Min())
            .GroupBy(n => string.Join(' ', n.SeparatorTo(cluster)), StringComparer.Ordinal);
        foreach (var group in groups)
        {
            Cluster[] members = [.. group];
            int[] scope = members[0].SeparatorTo(cluster);
            Relation separator = cluster.States.Project(scope, out int[] groupOfRow);
            bool direct = separator.Count == cluster.States.Count
                || (members.Length == 1 && (long)cluster.States.Count * members[0].States.Count <= SmallMatrix);
            TreeNode host = direct ? node : AddProjection(cluster.States, node, scope);
            int[][] rowsOfSeparator = direct
                ? [.. Enumerable.Range(0, separator.Count).Select(s => Enumerable.Range(0, groupOfRow.Length).Where(r => groupOfRow[r] == s).ToArray())]
                : [.. Enumerable.Range(0, separator.Count).Select(static s => new[] { s })];
            foreach (Cluster member in members)
            {
                bool collapses = member.Neighbours.Count == 1 && member.States.Scope.Length == scope.Length + 1;
                TreeNode added = AddCluster(member, host, (separator, rowsOfSeparator), collapses ? scope.Length : 0);
                if (!collapses)
                {
                    nodes.Add(member, added);
                    hosts.Add((member, added));
                }
            }
        }
    }

    // collapsed > 0: the node numbers the states of the one variable the cluster adds to its separator.
    private TreeNode AddCluster(Cluster cluster, TreeNode host, (Relation Separator, int[][] Rows)? above, int collapsed)
    {
        Relation states = cluster.States;
        int[] own = collapsed > 0 ? [.. states.Scope.Where(v => !above!.Value.Separator.Scope.Contains(v))] : states.Scope;
        Relation numbered = states.Project(own, out int[] columnOfState);
        int[][] rowsOfState = RowsOfStates(states, above);
        var rows = new List<int>();
        var columns = new List<int>();
        var source = new List<int>();
        for (int c = 0; c < states.Count; c++)
        {
            foreach (int row in rowsOfState[c])
            {
                rows.Add(row);
                columns.Add(columnOfState[c]);
                source.Add(c);
            }
        }

        ConditionalDistribution[] families = [.. cluster.Families.Order().Select(f => _network.Distributions[f])];
        int[][] factors = [.. families.Select(f => TablePositions(f, states, source))];
        TreeNode node = Add(host, numbered.Count, [.. rows], [.. columns], families, factors);
        if (own.Length == 1)
        {
            SetReport(own[0], node, numbered);
        }

        return node;
    }

    private TreeNode AddProjection(Relation states, TreeNode host, int[] scope)
    {
        Relation projected = states.Project(scope, out int[] groupOfRow);
        TreeNode node = Add(host, projected.Count, [.. Enumerable.Range(0, states.Count)], groupOfRow, [], []);
        if (scope.Length == 1)
        {
            SetReport(scope[0], node, projected);
        }

        return node;
    }

    private void SetReport(int variable, TreeNode node, Relation numbered) =>
        _reports[variable] ??= new Report(node, [.. Enumerable.Range(0, numbered.Count).Select(i => (int)numbered[i][0])]);

    private TreeNode Add(TreeNode? parent, int size, int[] rows, int[] columns, ConditionalDistribution[] families, int[][] factors)
    {
        int level = parent is null ? 0 : parent.Level + 1;
        while (_levels.Count <= level)
        {
            _levels.Add([]);
        }

        var node = new TreeNode
        {
            Parent = parent,
            Size = size,
            Rows = rows,
            Columns = columns,
            Families = families,
            Factors = factors,
            Level = level,
            Position = _levels[level].Count,
        };
        _levels[level].Add(node);
        return node;
    }

    private static int[][] RowsOfStates(Relation states, (Relation Separator, int[][] Rows)? above)
    {
        if (above is not { } link)
        {
            return [.. Enumerable.Range(0, states.Count).Select(static _ => new int[1])];
        }

        Dictionary<StateKey, int> numbers = link.Separator.Numbering();
        int[] place = Relation.Places(link.Separator.Scope, states.Scope);
        var rows = new int[states.Count][];
        for (int c = 0; c < states.Count; c++)
        {
            var key = new byte[place.Length];
            for (int i = 0; i < place.Length; i++)
            {
                key[i] = states[c][place[i]];
            }

            rows[c] = link.Rows[numbers[new StateKey(key)]];
        }

        return rows;
    }

    private static int[] TablePositions(ConditionalDistribution family, Relation states, List<int> source)
    {
        int[] layout = [.. family.Parents.Select(static p => p.Index), family.Variable.Index];
        int[] place = Relation.Places(layout, states.Scope);
        int[] counts = [.. family.Parents.Select(static p => p.StateCount), family.Variable.StateCount];
        var positions = new int[source.Count];
        for (int k = 0; k < positions.Length; k++)
        {
            ReadOnlySpan<byte> row = states[source[k]];
            int position = 0;
            for (int i = 0; i < place.Length; i++)
            {
                position = (position * counts[i]) + row[place[i]];
            }

            positions[k] = position;
        }

        return positions;
    }
}
