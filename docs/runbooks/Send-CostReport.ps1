<#
.SYNOPSIS
Writes the weekly report of fleet and cost, mails it if wanted, and raises an alarm when the money runs out soon.

.DESCRIPTION
Writes a page of HTML about the last days that have ended, and one object that
says where it is, what was spent and how long the balance lasts. Then it fails if
that is less than -AlarmDays: the host's own alarm for a failed run is the alarm.
It changes nothing in the account. Run it once a week.

With -SmtpServer and -To the page is sent as an attachment; the mail's text has
the numbers that matter. The mail goes first, so an alarm always has its report.

Fluence's key comes from the credential asset -KeyAsset where this runs in Azure
Automation, else from the connection of the session, else from the environment
variable FLUENCE_API_KEY. If Cudos Compute is connected, its machines are in the
report, and the first of them to end counts for the alarm too.

.PARAMETER Path
The file to write. It is replaced if it is there.

.PARAMETER Days
How many days the report covers; the last of them is yesterday (UTC).

.PARAMETER AlarmDays
Fails if the balance lasts for less than so many days.

.PARAMETER SmtpServer
The mail server. Without it no mail is sent.

.PARAMETER Port
The mail server's port.

.PARAMETER To
Who gets the mail.

.PARAMETER From
Whom the mail is from.

.PARAMETER Credential
The account at the mail server; without it the server is asked without one.

.PARAMETER NoEncryption
Sends the mail without TLS: for a server on this machine only.

.PARAMETER KeyAsset
Azure Automation: the credential asset whose password is the API key.

.OUTPUTS
One object: Path, From, To, Spent, Currency, PerDay, Balance, RunsOutAt, DaysLeft,
State (Covered, RunsOut or Unknown), MailedTo.

.EXAMPLE
./Send-CostReport.ps1 -Path fleet.html -AlarmDays 14

Writes the report of the last seven days, and fails if the balance lasts for less
than two weeks.

.EXAMPLE
./Send-CostReport.ps1 -Path fleet.html -SmtpServer mail.example.com -From vm@example.com -To team@example.com -Credential $mail

Mails it as well.
#>
[CmdletBinding()]
param(
    [string] $Path = 'fleet.html',

    [ValidateRange(1, 366)]
    [int] $Days = 7,

    [ValidateRange(0, 3650)]
    [int] $AlarmDays = 14,

    [string] $SmtpServer,

    [ValidateRange(1, 65535)]
    [int] $Port = 587,

    [string[]] $To,
    [string] $From,
    [pscredential] $Credential,
    [switch] $NoEncryption,
    [string] $KeyAsset = 'FluenceApiKey'
)
$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
if (-not (Get-Module FluenceVm)) { Import-Module FluenceVm -MinimumVersion 0.1.0 }
if ($SmtpServer -and -not ($To -and $From)) { throw 'A mail needs -To and -From.' }

if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
    $null = Connect-Fluence -ApiKey (Get-AutomationPSCredential -Name $KeyAsset).Password
}

function Send-Report($Client, $File, $Subject, $Text) {
    $message = New-Object Net.Mail.MailMessage
    try {
        $message.From = $From
        $To | ForEach-Object { $message.To.Add($_) }
        $message.Subject = $Subject
        $message.Body = $Text
        $message.Attachments.Add((New-Object Net.Mail.Attachment $File.FullName, 'text/html'))
        $Client.Send($message)
    }
    finally {
        $message.Dispose()
    }
}

$costs = @(Measure-FluenceCost)
# An emulator may have been moved on in time; only it is asked for the time.
$now = if ((Get-FluenceContext).Emulator) { @(Get-VmEmulator)[0].Now.UtcDateTime } else { [DateTime]::UtcNow }
$last = $now.Date.AddDays(-1)
$first = $last.AddDays(1 - $Days)
$file = Export-FluenceReport $Path -From $first -To $last
$spent = if ((Get-FluenceContext).ApiVersion -eq 'Cloud') { (Get-FluenceCharge $first $last -Total).Cost }

$fluence = $costs | Where-Object Cloud -EQ 'Fluence' | Select-Object -First 1
$ends = @($costs.RunsOutAt | Where-Object { $_ } | Sort-Object)
$left = if ($ends) { [math]::Max(0, [math]::Floor(($ends[0].UtcDateTime - $now).TotalDays)) }
$unknown = $null -eq $left -and ($null -eq $fluence.Balance -or $fluence.Unpriced)
$report = [pscustomobject]@{
    Path      = $file.FullName
    From      = $first
    To        = $last
    Spent     = $spent
    Currency  = $fluence.Currency
    PerDay    = $fluence.PerDay
    Balance   = $fluence.Balance
    RunsOutAt = $ends | Select-Object -First 1
    DaysLeft  = $left
    State     = if ($unknown) { 'Unknown' } elseif ($null -ne $left -and $left -lt $AlarmDays) { 'RunsOut' } else { 'Covered' }
    MailedTo  = @()
}

if ($SmtpServer) {
    $text = $report | Select-Object From, To, Spent, Currency, PerDay, Balance, RunsOutAt, DaysLeft, State | Format-List | Out-String
    $subject = "Fleet report to $($last.ToString('yyyy-MM-dd'))"
    if ($report.State -eq 'RunsOut') { $subject += ": money for $left days" }
    $client = New-Object Net.Mail.SmtpClient $SmtpServer, $Port
    try {
        $client.EnableSsl = -not $NoEncryption
        if ($Credential) { $client.Credentials = $Credential.GetNetworkCredential() }
        Send-Report -Client $client -File $file -Subject $subject -Text $text.Trim()
        $report.MailedTo = $To
    }
    finally {
        $client.Dispose()
    }
}
$report

if ($report.State -eq 'Unknown') { Write-Warning 'How long the money lasts is not known: the service does not tell the balance, or a price.' }
if ($report.State -eq 'RunsOut') {
    throw "The money lasts for $left days, until $($ends[0].UtcDateTime.ToString('yyyy-MM-dd HH:mm')) UTC. Pay in, or remove what isn't needed."
}
