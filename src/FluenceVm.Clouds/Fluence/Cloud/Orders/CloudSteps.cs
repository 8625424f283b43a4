using System.Globalization;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// The steps of each VM of an order: its security group if ports are asked for, its draft, what came with it, its provisioning.
/// </summary>
internal static class CloudSteps
{
    private const string GroupPrefix = "group-";
    private const string PartsPrefix = "parts-";
    private const string ProvisionPrefix = "provision-";

    /// <summary>Each VM has its own, so that its ports can be changed without those of the others.</summary>
    public static string Group(int number) => FormattableString.Invariant($"{GroupPrefix}{number}");

    public static string Draft(int number) => FormattableString.Invariant($"{OrderSteps.Draft}{number}");

    /// <summary>The disks and addresses that came with a draft: never sent, only known.</summary>
    public static string Parts(int number) => FormattableString.Invariant($"{PartsPrefix}{number}");

    public static string Provision(int number) => FormattableString.Invariant($"{ProvisionPrefix}{number}");

    public static bool IsDraft(OperationStep step) => step.Name.StartsWith(OrderSteps.Draft, StringComparison.Ordinal);

    public static bool IsProvision(OperationStep step) => step.Name.StartsWith(ProvisionPrefix, StringComparison.Ordinal);

    /// <summary>The step that makes the VM which this step provisions.</summary>
    public static string DraftOf(OperationStep provision) => OrderSteps.Draft + provision.Name.Substring(ProvisionPrefix.Length);

    /// <summary>What the service will know a draft by whose forerunner under this mark was deleted: the mark itself is used up.</summary>
    public static string NextMark(string mark)
    {
        var point = mark.LastIndexOf('.');
        var (start, number) = point < 0
            ? (mark, 1)
            : (mark.Substring(0, point), int.Parse(mark.Substring(point + 1), CultureInfo.InvariantCulture));
        return FormattableString.Invariant($"{start}.{number + 1}");
    }

    /// <summary>Whether one of the steps may have been sent: then its plan stays, so that a repetition is the same request.</summary>
    public static bool IsUnderWay(Operation operation) => operation.Plan is not null
        && operation.Steps.Any(
            step => step.MayHaveRunBefore || step.Outcome is StepOutcome.Sent or StepOutcome.Unknown or StepOutcome.Done);

    public static OperationStep[] For(Operation operation, CloudPlanWire plan, bool provision)
    {
        var steps = new List<OperationStep>();
        for (var number = 1; number <= plan.Count; number++)
        {
            if (plan.Ports.Count > 0)
            {
                steps.Add(new OperationStep { Name = Group(number), Mark = MarkOf(operation, plan, Group(number)) });
            }
            steps.Add(new OperationStep { Name = Draft(number), Mark = MarkOf(operation, plan, Draft(number)) });
            steps.Add(new OperationStep { Name = Parts(number) });
            if (provision)
            {
                steps.Add(new OperationStep { Name = Provision(number) });
            }
        }
        return [.. steps];
    }

    /// <summary>The provisioning of an order that was to stop at its drafts, and is to go on now.</summary>
    public static OperationStep[] ProvisioningMissingIn(Operation operation, int count) =>
    [
        .. Enumerable.Range(1, count)
            .Select(Provision)
            .Where(name => operation.Steps.All(step => step.Name != name))
            .Select(name => new OperationStep { Name = name }),
    ];

    /// <summary>The drafts that an order made and didn't provision.</summary>
    public static IReadOnlyList<string> DraftsLeftBy(Operation order)
    {
        var provisioned = order.Steps.Where(step => IsProvision(step) && step.Outcome == StepOutcome.Done).Select(DraftOf).ToList();
        return
        [
            .. order.Steps
                .Where(step => IsDraft(step) && step.Outcome == StepOutcome.Done && !provisioned.Contains(step.Name))
                .SelectMany(step => step.Ids)
                .Except(order.Gone, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>The disks and addresses that these orders made, by the VM that they were made with.</summary>
    public static ILookup<string, string> PartsByVm(IEnumerable<Operation> orders) => IdsByVm(orders, PartsPrefix);

    /// <summary>The security groups that these orders made, by the VM that they were made for.</summary>
    public static ILookup<string, string> GroupsByVm(IEnumerable<Operation> orders) => IdsByVm(orders, GroupPrefix);

    private static ILookup<string, string> IdsByVm(IEnumerable<Operation> orders, string prefix)
    {
        var pairs =
            from order in orders
            let made = order.Steps.ToLookup(step => step.Name, StringComparer.Ordinal)
            from draft in order.Steps.Where(IsDraft)
            from step in made[prefix + draft.Name.Substring(OrderSteps.Draft.Length)]
            from vmId in draft.Ids
            from id in step.Ids
            select (VmId: vmId, Id: id);
        return pairs.ToLookup(pair => pair.VmId, pair => pair.Id, StringComparer.OrdinalIgnoreCase);
    }

    // An idempotency key: 1 to 128 ASCII letters, digits, points, underscores, colons, hyphens.
    private static string MarkOf(Operation operation, CloudPlanWire plan, string step) => $"fluencevm-{operation.Id}-{plan.Attempt}-{step}";
}
