BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Measure-Object would round to what a double holds.
    function Get-Sum([decimal[]] $Amounts) { $Amounts | ForEach-Object -Begin { $sum = [decimal] 0 } -Process { $sum += $_ } -End { $sum } }
}

Describe 'Measure-FluenceCost' {
    BeforeEach {
        # Its clock stands still, so that two requests see the same.
        $emulator = Start-VmEmulator -ClockRate 0
        $service = @{ Endpoint = $emulator.Uri; ApiKey = $emulator.ApiKey }
        $null = Connect-Fluence @service -ApiVersion Cloud
    }
    AfterEach {
        Get-CudosContext | ForEach-Object { Disconnect-Cudos }
        Disconnect-TestEmulator
    }

    It 'adds up everything in the account, and says how long the balance lasts' {
        $cost = Measure-FluenceCost
        $cost.PerHour | Should -BeOfType [decimal]
        $cost.PerHour | Should -Be ($cost.Items | Measure-Object PricePerHour -Sum).Sum
        $cost.PerDay, $cost.Per30Days | Should -Be (24 * $cost.PerHour), (720 * $cost.PerHour)
        $cost.Count | Should -Be $cost.Items.Count
        $cost.Items.Name | Should -Contain 'old-web-boot-0fa4e001' -Because 'an orphan is billed'
        ($cost.Items | Where-Object Name -EQ 'app-next').PricePerHour | Should -Be 0 -Because 'a draft is free'
        $cost.Balance | Should -Be (Get-FluenceBalance).Amount
        $hours = ($cost.RunsOutAt - (Get-VmEmulator).Now).TotalHours
        [math]::Abs($hours - $cost.Balance / $cost.PerHour) | Should -BeLessThan 0.1
    }

    It 'says what is removed from an account in debt, when, and how well that is founded' {
        $steps = (Measure-FluenceCost).DebtSteps
        $steps[0].Removes, $steps[1].Removes | Should -Be @('VM', 'PUBLIC_IP'), @('STORAGE')
        $steps[0].At | Should -BeGreaterThan (Measure-FluenceCost).RunsOutAt
        $steps[1].At | Should -BeGreaterThan $steps[0].At
        $steps.Basis | Should -Be 'Documented', 'Guessed'
        "$($steps[1])" | Should -BeLike '* UTC: STORAGE removed after 10 more days in debt (guessed)'
    }

    It 'counts what is piped in, a VM with its parts, and nothing twice' {
        $vm = Get-FluenceVm app-1
        $cost = $vm | Measure-FluenceCost
        $cost.PerHour | Should -Be $vm.PricePerHour
        $cost.Balance, $cost.RunsOutAt | Should -Be $null, $null -Because 'that would need everything'
        (Measure-FluenceCost app-1).PerHour | Should -Be $vm.PricePerHour
        (Measure-FluenceCost $vm.Id, $vm, app-1).PerHour | Should -Be $vm.PricePerHour
        (@($vm) + (Get-FluenceOrphan) | Measure-FluenceCost).PerHour |
            Should -Be ($vm.PricePerHour + (Get-FluenceOrphan | Measure-Object PricePerHour -Sum).Sum)
        $parts = (Measure-FluenceCost).Items | Where-Object { $_.VmId -eq $vm.Id -or $_.Id -eq $vm.Id }
        $parts.Count | Should -Be 3
        ($parts | Measure-FluenceCost).PerHour | Should -Be $vm.PricePerHour
    }

    It 'counts copies from another session as it does objects' {
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-FluenceVm)))
        ($copy | Measure-FluenceCost).PerHour | Should -Be (Get-FluenceVm | Measure-FluenceCost).PerHour
        ($copy | Measure-FluenceCost).Count | Should -Be @(Get-FluenceVm).Count
    }

    It 'counts disks and addresses, and not again those of a VM that is counted' {
        (Get-FluenceDisk app-data | Measure-FluenceCost).PerHour | Should -Be (Get-FluenceDisk app-data).PricePerHour
        $everything = @(Get-FluenceVm) + (Get-FluenceDisk) + (Get-FluencePublicIp) | Measure-FluenceCost
        $everything.PerHour | Should -Be (Measure-FluenceCost).PerHour
    }

    It 'counts nothing of an empty pipeline' {
        Get-FluenceVm nothing-of-that-name* | Measure-FluenceCost | Should -BeNullOrEmpty
    }

    It 'says of each thing that is none, and counts the rest' {
        $cost = 'app-1', 'nobody', (Get-Date) | Measure-FluenceCost -ErrorVariable failures @Quiet
        $cost.Count | Should -Be 1
        $failures.FullyQualifiedErrorId -replace ',.*' | Sort-Object -Unique | Should -Be 'BilledInputUnusable', 'VmNotFound'
    }

    It 'tells by the epoch what the marketplace charges next' {
        $null = Connect-Fluence @service -ApiVersion MarketV3
        $cost = Measure-FluenceCost
        $vms = Get-FluenceVm
        $billed = $vms | Where-Object Status -NE 'Terminated'
        $cost.Currency, $cost.Count | Should -Be 'USDC', $vms.Count
        $cost.PerDay | Should -Be ($billed | Measure-Object PricePerEpoch -Sum).Sum
        $cost.Per30Days | Should -Be (30 * $cost.PerDay)
        $cost.NextChargeAt | Should -Be ($billed.NextBillingAt | Sort-Object)[0]
        $cost.NextCharge | Should -Be ($billed | Where-Object NextBillingAt -EQ $cost.NextChargeAt | Measure-Object PricePerEpoch -Sum).Sum
        $cost.Held | Should -Be ($vms | Measure-Object ReservedBalance -Sum).Sum
        $cost.Balance, $cost.RunsOutAt | Should -Be $null, $null
        ($vms | Measure-FluenceCost).PerDay | Should -Be $cost.PerDay
    }

    It 'takes the boundary that all share in MarketV2' {
        $null = Connect-Fluence @service -ApiVersion MarketV2
        (Measure-FluenceCost).NextChargeAt.ToString('HH:mm') | Should -Be '17:55'
    }

    It 'tells machines of Cudos apart, which have a credit each' {
        $null = Connect-Cudos -Emulator
        $costs = Measure-FluenceCost
        $costs.Cloud | Should -Be 'Fluence', 'Cudos'
        $costs.Currency | Should -Be 'USD', 'CUDOS'
        $machines = Get-Machine | Where-Object { -not $_.IsOver }
        $costs[1].Held | Should -Be (Get-Sum $machines.Credit)
        $costs[1].RunsOutAt | Should -BeLessOrEqual ($machines.EstimatedEnd | Where-Object { $_ } | Sort-Object)[0]
        $costs[1].PerHour | Should -Be (Get-Sum ($machines | Where-Object EstimatedEnd).PricePerHour)
        $both = @(Get-FluenceVm app-1) + (Get-Machine) | Measure-FluenceCost
        $both.Currency | Should -Be 'USD', 'CUDOS'
        (Measure-FluenceCost -Connection (Get-FluenceContext)).Cloud | Should -Be 'Fluence'
    }

    It 'still tells the other cloud if one is down' {
        $null = Connect-Cudos -Emulator
        Set-VmEmulatorFault ListVms Status -StatusCode 500 -Emulator $emulator
        $costs = Measure-FluenceCost -ErrorVariable failures @Quiet
        $costs.Cloud | Should -Be 'Cudos'
        $failures | Should -Not -BeNullOrEmpty
    }

    It 'needs a connection' {
        Disconnect-Fluence
        { Measure-FluenceCost -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnectedToAny,*'
    }

    It 'is listed with what is known, and no more' {
        $text = Remove-Colour (Measure-FluenceCost | Out-String -Width 200)
        $text | Should -Match 'PerHour +: \d+\.\d+'
        $text | Should -Match 'RunsOutAt +: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ'
        $text | Should -Not -Match 'NextCharge|Unpriced'
    }
}

Describe 'A forecast before the deed' {
    BeforeAll {
        $emulator = Start-VmEmulator -ClockRate 0
        $service = @{ Endpoint = $emulator.Uri; ApiKey = $emulator.ApiKey }
        # What -WhatIf says goes to the host alone.
        function Get-WhatIf([string] $Script, [string] $Version = 'Cloud') {
            Invoke-FreshShell @"
`$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion $Version
$Script
"@ -replace '\s+', ' '
        }
    }
    BeforeEach { $null = Connect-Fluence @service -ApiVersion Cloud }
    AfterAll { Disconnect-TestEmulator }

    It 'says what an order adds and how many days of balance remain, and is right' {
        $before = Measure-FluenceCost
        $text = Get-WhatIf 'New-FluenceVm web-9 -Image ubuntu-22-04-x64 -SshKey laptop -PublicIp -Count 2 -WhatIf'
        $sentence = 'That adds (?<hour>[\d.]+) USD per hour, (?<month>[\d.]+) USD per 30 days\. ' +
            'The balance of [\d.]+ USD then lasts (?<days>[\d.]+) days\.'
        $text -match $sentence | Should -BeTrue -Because $text
        $said = @{ Hour = [decimal]$Matches.hour; Month = [decimal]$Matches.month; Days = [decimal]$Matches.days }
        Get-Request CreateVm | Should -BeNullOrEmpty

        New-FluenceVm web-9 -Image ubuntu-22-04-x64 -SshKey laptop -PublicIp -Count 2 -OrderKey ([guid]::NewGuid()) | Out-Null
        $after = Measure-FluenceCost
        $after.PerHour - $before.PerHour | Should -Be $said.Hour
        $said.Month | Should -Be (720 * $said.Hour)
        [math]::Round(($after.RunsOutAt - (Get-VmEmulator).Now).TotalDays, 1) | Should -Be $said.Days
    }

    It 'says so if the key may not read the balance' {
        Set-VmEmulatorFault Balance Status -StatusCode 403
        try {
            Get-WhatIf 'New-FluenceVm web-8 -Image ubuntu-22-04-x64 -SshKey laptop -WhatIf -WarningAction Ignore' |
                Should -Match "per 30 days\. How long the balance lasts then isn't known\."
        }
        finally { Clear-VmEmulatorFault }
    }

    It 'says what an order adds on the marketplace, which tells no balance' {
        $text = Get-WhatIf 'New-FluenceVm web-7 -Image ubuntu-22-04-x64 -SshKey laptop -WhatIf' MarketV3
        $text | Should -Match 'That adds [\d.]+ USDC per hour, [\d.]+ USDC per 30 days\.'
        $text | Should -Not -Match 'lasts'
    }

    It 'says what a disk, a larger disk and an address add, and is right: <_>' -ForEach @(
        'New-FluenceDisk data-9 100 @(Get-FluenceCluster)[0]'
        'Set-FluenceDisk app-data -SizeGB 300'
        'New-FluencePublicIp ip-9 @(Get-FluenceCluster)[0]'
    ) {
        $before = Measure-FluenceCost
        $text = Get-WhatIf "$_ -WhatIf"
        (Measure-FluenceCost).PerHour | Should -Be $before.PerHour
        $text -match 'That adds (?<hour>[\d.]+) USD per hour, [\d.]+ USD per 30 days\. The balance .* then lasts (?<days>[\d.]+) days\.' |
            Should -BeTrue -Because $text
        $said = @{ Hour = [decimal]$Matches.hour; Days = [decimal]$Matches.days }

        & ([scriptblock]::Create("$_ -Confirm:`$false -WarningAction Ignore")) | Out-Null
        $after = Measure-FluenceCost
        $after.PerHour - $before.PerHour | Should -Be $said.Hour
        [math]::Round(($after.RunsOutAt - (Get-VmEmulator).Now).TotalDays, 1) | Should -Be $said.Days
    }

    It 'adds nothing by a new name alone' {
        Get-WhatIf 'Set-FluenceDisk app-data -NewName app-data-2 -WhatIf' | Should -Not -Match 'That adds'
    }
}
