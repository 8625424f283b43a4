# Each runbook runs for real against the emulator: in this process, and in a fresh one as its host would start it.
BeforeDiscovery { $scripts = Get-ChildItem "$PSScriptRoot/../../docs/runbooks" -Filter *.ps1 | ForEach-Object Name }

BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $runbooks = (Resolve-Path "$PSScriptRoot/../../docs/runbooks").Path
    $savedModulePath = $env:PSModulePath
    if (Test-Path $env:FLUENCEVM_MODULE) {
        $env:PSModulePath = "$((Get-Item $env:FLUENCEVM_MODULE).Parent.FullName)$([IO.Path]::PathSeparator)$savedModulePath"
    }

    # Connects this session to an emulator, and tells processes that are started from here of it.
    function Connect-Host([string] $Generation, [double] $ClockRate = 1000) {
        $started = Start-VmEmulator -ClockRate $ClockRate
        $null = Connect-Fluence -Endpoint $started.Uri -ApiKey $started.ApiKey -ApiVersion $Generation
        Set-Host $started.Uri $started.ApiKey
        $started
    }

    function Set-Host([uri] $Uri, [string] $Key) {
        $env:FLUENCE_ENDPOINT = $Uri
        $env:FLUENCE_API_KEY = $Key
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
    }

    function Disconnect-Host {
        Remove-Item Env:FLUENCE_ENDPOINT, Env:FLUENCE_API_KEY, Env:FLUENCEVM_HOME, Env:GITHUB_STEP_SUMMARY -ErrorAction Ignore
        Disconnect-TestEmulator
        Get-CudosContext | ForEach-Object { Disconnect-Cudos }
    }

    # What a fresh process prints, and how it ends.
    function Invoke-Process([string[]] $Arguments) {
        $env:NO_COLOR = 1
        # Windows PowerShell takes each line that a program writes to its error stream for an error.
        $ErrorActionPreference = 'Continue'
        $text = & $Program @ProgramStart -NoProfile -NonInteractive @Arguments 2>&1 | Out-String -Width 300
        [pscustomobject]@{ Text = $text; ExitCode = $LASTEXITCODE }
    }

    # A service of generation MarketV3 with a list of VMs that deletes and orders as it is told.
    function Start-ListService([hashtable] $With) {
        Start-TestServer -With $With {
            param($request, $with)
            switch ("$($request.Method) $($request.Path)") {
                'GET /vms/v3' { if ($with.Closes -and
                    $with.Vms) { @{ Status = 403; Body = '{"error":"closed"}' } } else { @{ Body = "[$($with.Vms -join ',')]" } } }
                'GET /vms/v3/status' { @{ Body = '[{"id":"0x00000000000000000000000000000000000000aa","status":"Active"}]' } }
                'GET /vms/v3/default_images' {
                    @{
                        Body = '[{"id":"1","name":"Ubuntu","distribution":"ubuntu","slug":"ubuntu-22-04-x64",' +
                            '"downloadUrl":"https://example.com/a.img","username":"ubuntu"}]'
                    }
                }
                'GET /ssh_keys' { @{ Body = '[]' } }
                'POST /vms/v3/estimate' {
                    @{ Body = '{"depositAmountUsdc":"2","depositEpochs":2,"totalPricePerEpoch":"1","maxPricePerEpoch":"1","instances":1}' }
                }
                'POST /vms/v3' {
                    $with.Vms += ('{"id":"0x00000000000000000000000000000000000000aa","vmName":"site-1","status":"Active",' +
                        '"pricePerEpoch":"1","resources":[]}')
                    if ($with.PidFile) { Stop-Process -Id (Get-Content $with.PidFile) -Force }
                    if ($with.Closes) {
                        @{ Body = '[{"vmId":"0x00000000000000000000000000000000000000aa","vmName":"site-1"}]' }
                    } else { $null }
                }
                'DELETE /vms/v3' {
                    if ($with.Refused -and
                        $request.Body -like "*$($with.Refused)*") { @{ Status = 422; Body = '{"error":"its provider does not answer"}' } }
                    else { @{
                        Body = '{"removed_ids":[' + (@([regex]::Matches($request.Body, '"0x\w+"') | ForEach-Object Value) -join ',') + ']}'
                    } }
                }
                default { @{ Status = 404; Body = '{"error":"not here"}' } }
            }
        }
    }
    function Get-EndedVm([int] $Number) {
        ('{{"id":"0x{0:x40}","vmName":"old-{0}","status":"Terminated","pricePerEpoch":"1.5","reservedBalance":"1.5",' +
            '"resources":[]}}') -f $Number
    }
    function Get-OrderCount($Server) { @($Server.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/vms/v3' }).Count }

    $PSDefaultParameterValues['Wait-FluenceVm:PollSec'] = 0.05
    $site = @{ Name = 'site'; Count = 2; MaxPricePerEpoch = 0.7; SshKey = Get-FakePublicKey }
}

AfterAll {
    $env:PSModulePath = $savedModulePath
    Remove-Item Env:NO_COLOR -ErrorAction Ignore
}

Describe 'The script <_>' -ForEach $scripts {
    BeforeAll { $path = Join-Path $runbooks $_ }

    It 'is written for Windows PowerShell 5.1 and for PowerShell 7.4, and clean' {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }
        $settings = @{
            IncludeDefaultRules = $true
            Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.4' } }
        }
        Invoke-ScriptAnalyzer -Path $path -Settings $settings |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName) $($_.Message)" } |
            Should -BeNullOrEmpty
    }

    It 'explains itself' {
        $help = Get-Help $path -Full
        $help.Synopsis | Should -Match '\w+ \w+'
        $help.examples.example.Count | Should -BeGreaterThan 0
        foreach ($name in (Get-Command $path).Parameters.Keys | Where-Object {
            $_ -notin [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        }) {
            ($help.parameters.parameter | Where-Object name -EQ $name).description.Text | Should -Match '\w+ \w+' -Because $name
        }
    }
}

Describe 'A runbook' {
    It ('<_> has no #Requires, which Azure Automation does not support, and ends by throwing, which every host takes for a ' +
        'failure') -ForEach 'Remove-TerminatedVm',
        'Restore-VmFleet',
        'Send-CostReport',
        'Test-NextCharge',
        'Expand-FullDisk' {
        $ast = [Management.Automation.Language.Parser]::ParseFile("$runbooks/$_.ps1", [ref] $null, [ref] $null)
        $ast.ScriptRequirements | Should -BeNullOrEmpty
        $ast.FindAll({ $args[0] -is [Management.Automation.Language.ExitStatementAst] }, $true) | Should -BeNullOrEmpty
        $ast.FindAll({ $args[0] -is [Management.Automation.Language.ThrowStatementAst] }, $true) | Should -Not -BeNullOrEmpty
    }
}

Describe 'Remove-TerminatedVm, generation <_>' -ForEach 'MarketV3', 'Cloud' {
    BeforeEach { $emulator = Connect-Host $_ }
    AfterEach { Disconnect-Host }

    It 'deletes what its provider ended, says what came free, and does nothing the second time' {
        $report = & $runbooks/Remove-TerminatedVm.ps1
        $report.Removed.Name | Should -Be 'legacy-1'
        $report.Freed | Should -Be $(if ($_ -eq 'MarketV3') { 0.29816 } else { 0 })
        $report.Currency | Should -Be $(if ($_ -eq 'MarketV3') { 'USDC' } else { 'USD' })
        Step-VmEmulator 00:10:00
        (Get-FluenceVm).Name | Should -Not -Contain 'legacy-1'
        (Get-FluenceVm).Count | Should -Be $(if ($_ -eq 'MarketV3') { 7 } else { 11 })
        $again = & $runbooks/Remove-TerminatedVm.ps1
        $again.Removed | Should -BeNullOrEmpty
        $again.Failed | Should -BeNullOrEmpty
        $again.Freed | Should -Be 0
        @(Get-Request DeleteVm).Count | Should -Be 1
    }

    It 'leaves alone what has another name' {
        (& $runbooks/Remove-TerminatedVm.ps1 -Name 'web*').Removed | Should -BeNullOrEmpty
        Get-Request DeleteVm | Should -BeNullOrEmpty
    }

    It 'changes nothing under -WhatIf' {
        (& $runbooks/Remove-TerminatedVm.ps1 -WhatIf).Removed | Should -BeNullOrEmpty
        Get-Request DeleteVm | Should -BeNullOrEmpty
    }

    It 'does its work although the first response is lost' {
        Set-VmEmulatorFault DeleteVm DropAfter -Count 1
        (& $runbooks/Remove-TerminatedVm.ps1).Removed.Name | Should -Be 'legacy-1'
    }

    It 'reports, and then fails, where the service refuses' {
        Set-VmEmulatorFault DeleteVm Status -StatusCode 422
        $failure = try { $null = & $runbooks/Remove-TerminatedVm.ps1 -OutVariable report } catch { "$_" }
        $failure | Should -BeLike '1 of 1 could not be done: legacy-1*422*'
        $report.Failed.Name | Should -Be 'legacy-1'
        $report.Freed | Should -Be 0
    }
}

Describe 'Remove-TerminatedVm' {
    AfterEach { Disconnect-Host }

    It 'goes on with the others where one can not be deleted' {
        $server = Start-ListService @{ Vms = 1..3 | ForEach-Object { Get-EndedVm $_ }; Refused = '0' * 39 + '2' }
        try {
            $null = Connect-Fluence -Endpoint $server.Uri -ApiKey $Canary -ApiVersion MarketV3
            $failure = try { $null = & $runbooks/Remove-TerminatedVm.ps1 -OutVariable report } catch { "$_" }
            $failure | Should -BeLike '1 of 3 could not be done: old-2 (0x*): *its provider does not answer*'
            $report.Removed.Name | Sort-Object | Should -Be 'old-1', 'old-3'
            $report.Failed.Name | Should -Be 'old-2'
            $report.Freed | Should -Be 3
        }
        finally { Stop-TestServer $server }
    }

    It 'tells of disks that are billed without a VM, and removes them only when told to' {
        $null = Connect-Host Cloud
        New-FluenceVm kept -Image ubuntu-22-04-x64 -SshKey (Get-FakePublicKey) -Wait -PollSec 0.05 |
            Remove-FluenceVm -KeepStorage -Confirm:$false -WarningAction SilentlyContinue
        Step-VmEmulator 00:10:00
        $report = & $runbooks/Remove-TerminatedVm.ps1
        $report.StillBilled.Name -like 'kept-boot-*' | Should -Not -BeNullOrEmpty
        $report.StillBilledPerHour | Should -BeGreaterThan 0
        $report = & $runbooks/Remove-TerminatedVm.ps1 -RemoveOrphan
        $report.Removed.Name -like 'kept-boot-*' | Should -Not -BeNullOrEmpty
        $report.StillBilled | Should -BeNullOrEmpty
        $report.StillBilledPerHour | Should -Be 0
        Get-FluenceOrphan | Should -BeNullOrEmpty
    }

    It 'reports what it deleted although disks and addresses can not be listed' {
        $null = Connect-Host Cloud
        Set-VmEmulatorFault PublicIp Status -StatusCode 403
        $failure = try { $null = & $runbooks/Remove-TerminatedVm.ps1 -OutVariable report } catch { "$_" }
        $failure | Should -BeLike '1 of 2 could not be done:*403*'
        $report.Removed.Name | Should -Be 'legacy-1'
    }

    It 'ends with 0 in a process of its own, with the report printed' {
        $null = Connect-Host MarketV3
        $run = Invoke-Process '-File', "$runbooks/Remove-TerminatedVm.ps1"
        $run.ExitCode | Should -Be 0
        $run.Text | Should -Match 'Removed\s+: \{legacy-1'
    }

    It 'ends with 1 where <Case>' -ForEach @(
        @{ Case = 'the key is wrong'; Key = 'canary-0000-this-is-no-real-key-9f3b'; Port = $null; Says = 'Check the API key' }
        @{ Case = 'the service is down'; Key = $null; Port = 1; Says = '127.0.0.1:1' }
        @{ Case = 'there is no key'; Key = ''; Port = $null; Says = 'FLUENCE_API_KEY' }
    ) {
        $emulator = Connect-Host MarketV3
        if ($null -ne $Key) { $env:FLUENCE_API_KEY = $Key }
        if ($Port) { $env:FLUENCE_ENDPOINT = "http://127.0.0.1:$Port/" }
        $run = Invoke-Process '-File', "$runbooks/Remove-TerminatedVm.ps1"
        $run.ExitCode | Should -Be 1
        $run.Text -replace '\s*\n\s*\|?\s*', ' ' | Should -Match ([regex]::Escape($Says))
        $run.Text | Should -Not -Match ([regex]::Escape($Canary))
        Get-Request DeleteVm | Should -BeNullOrEmpty
    }
}

Describe 'Restore-VmFleet, generation <_>' -ForEach 'MarketV3', 'Cloud' {
    BeforeEach { $emulator = Connect-Host $_ }
    AfterEach { Disconnect-Host }

    It 'orders what is missing, waits until it runs, and orders nothing the second time' {
        $report = & $runbooks/Restore-VmFleet.ps1 @site
        $report.Found | Should -Be 0
        $report.Ordered.Count | Should -Be 2
        $report.Running | Should -Be 2
        $report.PricePerEpoch | Should -BeGreaterThan 0
        $report.PricePerEpoch | Should -BeLessOrEqual 1.4
        @(Get-FluenceVm site-*).Status | Sort-Object -Unique | Should -Be $(if ($_ -eq 'MarketV3') { 'Active' } else { 'launched' })
        $again = & $runbooks/Restore-VmFleet.ps1 @site
        $again.Found | Should -Be 2
        $again.Ordered | Should -BeNullOrEmpty
        @(Get-FluenceVm site-*).Count | Should -Be 2
    }

    It 'replaces the one that is gone' {
        $null = & $runbooks/Restore-VmFleet.ps1 @site
        Remove-FluenceVm site-1 -Confirm:$false
        Step-VmEmulator 00:10:00
        $report = & $runbooks/Restore-VmFleet.ps1 @site -WarningVariable warned
        $report.Ordered.Name | Should -Be 'site-1'
        $warned | Should -BeNullOrEmpty
        (Get-FluenceVm site-*).Name | Sort-Object | Should -Be 'site-1', 'site-2'
    }

    It 'adopts a VM whose response was lost' {
        Set-VmEmulatorFault CreateVm DropAfter -Count 1
        (& $runbooks/Restore-VmFleet.ps1 @site -WarningAction SilentlyContinue).Ordered.Count | Should -Be 2
        @(Get-FluenceVm site-*).Count | Should -Be 2
        # Generation Cloud is asked again under the order's key.
        @(Get-Request CreateVm -Method POST).Count | Should -Be $(if ($_ -eq 'MarketV3') { 2 } else { 3 })
    }

    It 'orders nothing above the price, and fails' {
        $failure = try {
            $null = & $runbooks/Restore-VmFleet.ps1 -Name site -Count 2 -MaxPricePerEpoch 0.05 -SshKey $site.SshKey -OutVariable report
        } catch { "$_" }
        $failure | Should -BeLike '0 of 2 VMs named site-<number> are there (at most 0.05 per epoch each): *'
        $report.Ordered | Should -BeNullOrEmpty
        Get-Request CreateVm | Should -BeNullOrEmpty
    }

    It 'opens the ports of new VMs, and of one that has them closed' {
        $first = New-FluenceVm site-7 ubuntu-22-04-x64 $site.SshKey -PublicIp -Wait -PollSec 0.05
        $null = & $runbooks/Restore-VmFleet.ps1 @site -OpenPort 80/tcp, 443/tcp
        foreach ($vm in Get-FluenceVm site-*) { "$($vm.Ports)" | Should -Be '22/tcp 80/tcp 443/tcp' }
        (Get-FluenceVm site-*).Id | Should -Contain $first.Id
        $before = @(Get-VmEmulator -Requests | Where-Object Method -NE GET).Count
        $null = & $runbooks/Restore-VmFleet.ps1 @site -OpenPort 80/tcp, 443/tcp
        @(Get-VmEmulator -Requests | Where-Object Method -NE GET).Count | Should -Be $before
    }

    It 'keeps the first where the second is refused' {
        $null = & $runbooks/Restore-VmFleet.ps1 -Name site -Count 1 -MaxPricePerEpoch 0.7 -SshKey $site.SshKey
        Set-VmEmulatorFault CreateVm Status -StatusCode 422
        $failure = try { $null = & $runbooks/Restore-VmFleet.ps1 @site -OutVariable report } catch { "$_" }
        $failure | Should -BeLike '1 of 2 VMs named site-<number> are there*422*'
        $report.Found, $report.Running | Should -Be 1, 1
    }

    It 'says the price and orders nothing under -WhatIf' {
        $report = & $runbooks/Restore-VmFleet.ps1 @site -WhatIf
        $report.Ordered | Should -BeNullOrEmpty
        Get-Request CreateVm | Should -BeNullOrEmpty
    }

    It 'deletes none if there are too many, and says so' {
        $null = & $runbooks/Restore-VmFleet.ps1 @site
        $wanted = @{ Name = 'site'; Count = 1; MaxPricePerEpoch = 0.7; SshKey = $site.SshKey }
        $report = & $runbooks/Restore-VmFleet.ps1 @wanted @Quiet -WarningVariable warned
        "$warned" | Should -BeLike '2 VMs named site-<number> are there, and 1 are wanted*'
        $report.Running | Should -Be 2
    }
}

Describe 'Restore-VmFleet' {
    AfterEach { Disconnect-Host }

    It 'opens ports and holds to a size and a country' {
        $null = Connect-Host MarketV3
        $report = & $runbooks/Restore-VmFleet.ps1 @site -OpenPort 80/tcp, 443/tcp -Country PL -Configuration cpu-2-ram-4gb-storage-25gb
        "$($report.Ordered[0].Ports)" | Should -Be '22/tcp 80/tcp 443/tcp'
        $report.Ordered.Country | Should -Be 'PL', 'PL'
    }

    It 'counts a VM that does not run in time, fails, and does not order it again' {
        $null = Connect-Host MarketV3 -ClockRate 0
        $failure = try { $null = & $runbooks/Restore-VmFleet.ps1 @site -TimeoutSec 1 -OutVariable report } catch { "$_" }
        $failure | Should -BeLike '2 of 2 VMs named site-<number> are there *and billed*'
        $report.Ordered.Count | Should -Be 2
        $report.Running | Should -Be 0
        Step-VmEmulator 00:01:00
        (& $runbooks/Restore-VmFleet.ps1 @site).Running | Should -Be 2
        @(Get-Request CreateVm).Count | Should -Be 2
    }

    It 'orders nothing while it is unknown what became of an order, in a process of its own' {
        $null = Connect-Host MarketV3
        Set-VmEmulatorFault CreateVm DropBefore -Count 1
        $command = '-Command', ("`$null = Connect-Fluence -ApiVersion MarketV3; & '$runbooks/Restore-VmFleet.ps1' " +
            '-Name site -Count 1 -MaxPricePerEpoch 0.7 -SshKey laptop -TimeoutSec 1')
        $lost = Invoke-Process $command
        $lost.ExitCode | Should -Be 1
        $lost.Text | Should -Match 'Resolve-FluenceOrder'
        $again = Invoke-Process $command
        $again.ExitCode | Should -Be 1
        $again.Text | Should -Match 'Nothing was ordered'
        @(Get-Request CreateVm -Method POST).Count | Should -Be 1
        # After a quarter of an hour the list proves that nothing came of it.
        $file = (Get-ChildItem $env:FLUENCEVM_HOME -Recurse -Filter *.json).FullName
        $entry = Get-Content $file -Raw | ConvertFrom-Json
        $entry.steps[0].sentAt = [DateTimeOffset]::UtcNow.AddHours(-1).ToString('o')
        Set-Content $file (ConvertTo-Json $entry -Depth 9)
        (Invoke-Process $command).ExitCode | Should -Be 0
        @(Get-Request CreateVm -Method POST).Count | Should -Be 2
    }

    It 'orders nothing twice after a run that was killed while it ordered' {
        $pidFile = Join-Path $TestDrive pid
        $server = Start-ListService @{ Vms = @(); PidFile = $pidFile }
        try {
            Set-Host $server.Uri $Canary
            $call = "Set-Content '$pidFile' `$PID; `$null = Connect-Fluence -ApiVersion MarketV3; & '$runbooks/Restore-VmFleet.ps1' " +
                "-Name site -Count 1 -MaxPricePerEpoch 2 -SshKey '$($site.SshKey)'"
            (Invoke-Process '-Command', $call).ExitCode | Should -Not -Be 0
            Get-OrderCount $server | Should -Be 1
            (Get-ChildItem $env:FLUENCEVM_HOME -Recurse -Filter *.json | Get-Content -Raw) | Should -Match '"outcome": "Sent"'
            Set-Content $pidFile 0
            $again = Invoke-Process '-Command', $call
            $again.ExitCode | Should -Be 0
            $again.Text | Should -Match 'Ordered\s+: \{\}'
            Get-OrderCount $server | Should -Be 1
            (Get-ChildItem $env:FLUENCEVM_HOME -Recurse -Filter *.json | Get-Content -Raw) | Should -Match '"outcome": "Done"'
        }
        finally { Stop-TestServer $server }
    }

    It 'reports what it ordered although the list can not be read any more' {
        $server = Start-ListService @{ Vms = @(); Closes = $true }
        try {
            Set-Host $server.Uri $Canary
            $null = Connect-Fluence -ApiVersion MarketV3
            $failure = try {
                $null = & $runbooks/Restore-VmFleet.ps1 -Name site -Count 1 -MaxPricePerEpoch 2 -SshKey $site.SshKey -OutVariable report
            } catch { "$_" }
            $failure | Should -BeLike '1 of 1 VMs named site-<number> are there*closed*'
            $report.Ordered.Id | Should -Be ('0x' + '0' * 38 + 'aa')
            Get-OrderCount $server | Should -Be 1
        }
        finally { Stop-TestServer $server }
    }

    It 'is not kept from its work by an unknown order at another service' {
        $null = Connect-Host MarketV3
        Set-VmEmulatorFault CreateVm DropBefore
        $command = '-File', "$runbooks/Restore-VmFleet.ps1", '-Name', 'site', '-Count', 1, '-MaxPricePerEpoch', 0.7, '-SshKey', 'laptop',
            '-TimeoutSec', 1
        (Invoke-Process $command).ExitCode | Should -Be 1
        $journal = $env:FLUENCEVM_HOME
        Disconnect-Host
        $null = Connect-Host MarketV3
        $env:FLUENCEVM_HOME = $journal
        (Invoke-Process $command[0..9]).ExitCode | Should -Be 0
        @(Get-Request CreateVm -Method POST).Count | Should -Be 1
    }
}

Describe 'Test-NextCharge' {
    AfterEach { Disconnect-Host }

    It 'raises the alarm for a VM without a reserve, and for one whose reserve pays the last epoch' {
        $null = Connect-Host MarketV3
        $failure = try { $null = & $runbooks/Test-NextCharge.ps1 -OutVariable charges } catch { "$_" }
        $failure |
            Should -BeLike ("2 of 7 charges aren't covered, or are the last that are. dns-1 (0x*): * USDC to pay, * held; batch-1 " +
                "(0x*): 1.1596 USDC to pay, 0 held. *")
        ($charges | Where-Object Name -EQ 'dns-1').State | Should -Be 'LastCovered'
        ($charges | Where-Object Name -EQ 'batch-1').State | Should -Be 'NotCovered'
        ($charges | Where-Object Name -EQ 'db-1').State | Should -Be 'Covered'
        ($charges | Where-Object Name -EQ 'db-1').DueAt | Should -BeOfType ([DateTimeOffset])
        (Get-VmEmulator -Requests).Method | Sort-Object -Unique | Should -Be 'GET'
    }

    It 'is quiet where every charge is covered' {
        $null = Connect-Host MarketV3
        'dns-1', 'batch-1' | Remove-FluenceVm -Confirm:$false
        (& $runbooks/Test-NextCharge.ps1).State | Sort-Object -Unique | Should -Be 'Covered'
    }

    It 'calls unknown what generation MarketV2 does not tell' {
        $null = Connect-Host MarketV2
        $failure = try {
            $null = & $runbooks/Test-NextCharge.ps1 -OutVariable charges -WarningVariable warned -WarningAction SilentlyContinue
        } catch { "$_" }
        $failure | Should -BeLike '*dns-1*batch-1*'
        ($charges | Where-Object Name -EQ 'db-1').State | Should -Be 'Unknown'
        "$warned" | Should -BeLike 'Of * it is not known*'
    }

    It 'holds the balance against everything that is billed by the hour' {
        $null = Connect-Host Cloud
        $charge = & $runbooks/Test-NextCharge.ps1
        $charge.State | Should -Be 'Covered'
        $charge.Charge | Should -Be (48 * (Measure-FluenceCost).PerHour)
        $charge.DueAt | Should -BeOfType ([DateTimeOffset])
        { & $runbooks/Test-NextCharge.ps1 -WithinHours 8760 } | Should -Throw '1 of 1 charges*USD to pay*Pay in*'
    }

    It 'looks at the credit of machines' {
        $emulator = Connect-Host MarketV3
        $null = Connect-Cudos -Node $emulator.Uri
        $failure = try { $null = & $runbooks/Test-NextCharge.ps1 -Cloud Cudos -OutVariable charges } catch { "$_" }
        $failure | Should -BeLike "1 of 2 charges aren't covered*build-cache*CUDOS to pay*"
        $charges.State | Sort-Object | Should -Be 'Covered', 'NotCovered'
        Add-MachineCredit build-cache -Duration 48h -Confirm:$false
        (& $runbooks/Test-NextCharge.ps1 -Cloud Cudos).State | Should -Be 'Covered', 'Covered'
    }

    It 'looks at both clouds, connects to the node that it is given, and ends with 1 in a process of its own' {
        $emulator = Connect-Host MarketV3
        $run = Invoke-Process '-Command',
            ("& '$runbooks/Test-NextCharge.ps1' -Cloud Fluence, Cudos -WithinHours 100 -Node $($emulator.Uri) -ContractAddress " +
                "$($emulator.ContractAddress) -Owner $($emulator.Owner) | Out-Default")
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'build-cache'
        $run.Text | Should -Match 'everything, 100 hours'
    }
}

Describe 'Send-CostReport' {
    BeforeAll {
        # A mail server that takes whatever it is sent, once, and keeps it.
        function Start-MailServer {
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $mail = [hashtable]::Synchronized(@{ Text = '' })
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                param($listener, $mail)
                $client = $listener.AcceptTcpClient()
                $reader = [IO.StreamReader]::new($client.GetStream())
                $writer = [IO.StreamWriter]::new($client.GetStream())
                $writer.NewLine, $writer.AutoFlush = "`r`n", $true
                $writer.WriteLine('220 ready')
                while ($null -ne ($line = $reader.ReadLine())) {
                    if ($line -eq 'QUIT') { $writer.WriteLine('221 bye'); break }
                    if ($line -ne 'DATA') { $writer.WriteLine('250 ok'); continue }
                    $writer.WriteLine('354 go on')
                    while (($line = $reader.ReadLine()) -ne '.') { $mail.Text += "$line`n" }
                    $writer.WriteLine('250 taken')
                }
                $client.Dispose()
            }).AddArgument($listener).AddArgument($mail)
            $null = $shell.BeginInvoke()
            [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Mail = $mail; Listener = $listener }
        }
        $path = Join-Path $TestDrive 'weekly.html'
    }
    AfterEach { Disconnect-Host }

    It 'writes a report of the days that have ended, and says what was spent and how long the money lasts' {
        $null = Connect-Host Cloud 0
        Step-VmEmulator 8d
        $report = & $runbooks/Send-CostReport.ps1 -Path $path
        $today = (Get-VmEmulator).Now.UtcDateTime.Date
        $report.From, $report.To | Should -Be $today.AddDays(-7), $today.AddDays(-1)
        $report.Spent | Should -Be (Get-FluenceCharge $report.From $report.To -Total).Cost
        $report.State, $report.Currency | Should -Be 'Covered', 'USD'
        $cost = Measure-FluenceCost
        $report.Balance, $report.PerDay | Should -Be $cost.Balance, $cost.PerDay
        $report.DaysLeft | Should -Be ([math]::Floor(($cost.RunsOutAt - (Get-VmEmulator).Now).TotalDays))
        Get-Content $path -Raw | Should -Match $report.From.ToString('yyyy-MM-dd')
        (Get-VmEmulator -Requests | Where-Object Method -NotIn 'GET').Path | Should -BeNullOrEmpty
    }

    It 'raises the alarm after the report, if the money lasts for less than the days that are asked for' {
        $null = Connect-Host Cloud 0
        $failure = try { $null = & $runbooks/Send-CostReport.ps1 -Path $path -AlarmDays 3650 -OutVariable report } catch { "$_" }
        $failure | Should -BeLike "The money lasts for $($report.DaysLeft) days, until * UTC. Pay in*"
        $report.State | Should -Be 'RunsOut'
        Test-Path $report.Path | Should -BeTrue
    }

    It 'mails the report, with the numbers in the text' {
        $null = Connect-Host Cloud 0
        $server = Start-MailServer
        try {
            $mail = @{ SmtpServer = '127.0.0.1'; Port = $server.Port; From = 'vm@example.com'; To = 'team@example.com' }
            $report = & $runbooks/Send-CostReport.ps1 -Path $path @mail -NoEncryption
        }
        finally { $server.Listener.Stop() }
        $report.MailedTo | Should -Be 'team@example.com'
        $server.Mail.Text | Should -Match 'Subject: Fleet report to \d{4}-\d\d-\d\d'
        $server.Mail.Text | Should -Match 'name=weekly\.html'
        $attached = [regex]::Match($server.Mail.Text, '(?s)name=weekly\.html.*?\n\n(?<data>[A-Za-z0-9+/=\n]+?)\n--').Groups['data'].Value
        [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($attached -replace '\s')) | Should -Be ([IO.File]::ReadAllText($path))
        $server.Mail.Text | Should -Match "DaysLeft\s+: $($report.DaysLeft)"
    }

    It 'sends nothing without an address' {
        $null = Connect-Host Cloud 0
        { & $runbooks/Send-CostReport.ps1 -Path $path -SmtpServer 127.0.0.1 } | Should -Throw '*-To and -From*'
    }

    It 'warns where the service does not tell how long the money lasts' {
        $null = Connect-Host MarketV3 0
        $report = & $runbooks/Send-CostReport.ps1 -Path $path -WarningVariable warned -WarningAction SilentlyContinue
        $report.State | Should -Be 'Unknown'
        $report.Spent | Should -BeNullOrEmpty
        "$warned" | Should -BeLike '*is not known*'
    }

    It 'fails without a key, and runs in a process of its own with one' {
        $null = Connect-Host Cloud
        $run = Invoke-Process '-Command', "& '$runbooks/Send-CostReport.ps1' -Path '$path' -AlarmDays 3650 | Out-Default"
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'The money lasts for \d+ days'
        Remove-Item Env:FLUENCE_API_KEY
        (Invoke-Process '-Command', "& '$runbooks/Send-CostReport.ps1' -Path '$path' | Out-Default").Text |
            Should -Match 'There is no connection|No cloud is connected|no connection'
    }
}

Describe 'A runbook in Azure Automation' {
    BeforeAll {
        # The commands that a sandbox has by itself.
        function Get-AutomationPSCredential([string] $Name) { $assets["credential:$Name"] }
        function Get-AutomationVariable([string] $Name) { $assets["variable:$Name"] }
        function Set-AutomationVariable([string] $Name, $Value) {
            if (-not $assets.ContainsKey("variable:$Name")) { throw "The variable asset $Name doesn't exist." }
            $assets["variable:$Name"] = $Value
            $assets.Written += @($Value)
        }
    }
    BeforeEach {
        $emulator = Connect-Host MarketV3
        $PSDefaultParameterValues['Connect-Fluence:ApiVersion'] = 'MarketV3'
        $key = ConvertTo-SecureString $emulator.ApiKey -AsPlainText -Force
        $assets = @{
            'credential:FluenceApiKey' = [pscredential]::new('fluence', $key)
            'variable:FluenceVmOrder' = 'settled'
            Written = @()
        }
        Disconnect-Fluence
        Remove-Item Env:FLUENCE_API_KEY
    }
    AfterEach {
        $PSDefaultParameterValues['Connect-Fluence:ApiVersion'] = $Generation
        Disconnect-Host
    }

    It 'takes the key from the credential asset: <_>' -ForEach 'Remove-TerminatedVm', 'Send-CostReport', 'Test-NextCharge' {
        $where = if ($_ -eq 'Send-CostReport') { @{ Path = "$TestDrive/asset.html"; WarningAction = 'SilentlyContinue' } } else { @{} }
        try { $null = & $runbooks/$_.ps1 @where -OutVariable report } catch { "$_" | Should -BeLike "*aren't covered*" }
        $report | Should -Not -BeNullOrEmpty
    }

    It 'writes the time down before each order, and settles it' {
        (& $runbooks/Restore-VmFleet.ps1 @site).Running | Should -Be 2
        $assets.Written.Count | Should -Be 4
        $assets.Written[1, 3] | Should -Be 'settled', 'settled'
        [DateTimeOffset]::Parse(($assets.Written[0] -replace '^ordering since ')) |
            Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-10))
        $null = & $runbooks/Restore-VmFleet.ps1 @site
        $assets.Written.Count | Should -Be 4
    }

    It 'orders nothing when a sandbox was lost while it ordered, until the list is certain' {
        $assets['variable:FluenceVmOrder'] = "ordering since $([DateTimeOffset]::UtcNow.AddMinutes(-1).ToString('o'))"
        { & $runbooks/Restore-VmFleet.ps1 @site } | Should -Throw 'Nothing was ordered, because a run that was ordering ended*'
        Get-Request CreateVm | Should -BeNullOrEmpty
        $assets['variable:FluenceVmOrder'] = "ordering since $([DateTimeOffset]::UtcNow.AddMinutes(-16).ToString('o'))"
        (& $runbooks/Restore-VmFleet.ps1 @site).Running | Should -Be 2
    }

    It 'leaves the time where the response was lost, and settles it where the order was refused' {
        Set-VmEmulatorFault CreateVm DropBefore -Count 1
        { & $runbooks/Restore-VmFleet.ps1 @site -TimeoutSec 1 -WarningAction SilentlyContinue } | Should -Throw '*unknown whether*'
        $assets['variable:FluenceVmOrder'] | Should -Not -Be 'settled'
        $assets['variable:FluenceVmOrder'] = 'settled'
        Disconnect-Fluence
        { & $runbooks/Restore-VmFleet.ps1 -Name other -Count 1 -MaxPricePerEpoch 0.05 -SshKey $site.SshKey } |
            Should -Throw '*at most 0.05*'
        $assets['variable:FluenceVmOrder'] | Should -Be 'settled'
    }

    It 'orders nothing if the memo was never made' {
        $assets.Remove('variable:FluenceVmOrder')
        { & $runbooks/Restore-VmFleet.ps1 @site } | Should -Throw 'There is no variable asset FluenceVmOrder*'
        Get-Request CreateVm | Should -BeNullOrEmpty
    }

    It 'writes no time down under -WhatIf' {
        $null = & $runbooks/Restore-VmFleet.ps1 @site -WhatIf
        $assets.Written | Should -BeNullOrEmpty
    }
}

Describe 'The workflow of GitHub Actions' {
    BeforeDiscovery {
        $text = [IO.File]::ReadAllText((Resolve-Path "$PSScriptRoot/../../docs/runbooks/github-actions.yml"))
        $blocks = [regex]::Matches($text, '(?m)^ +run: (?:>-\r?\n((?:^ {10}.*\r?\n)+)|(\S.*)\r?\n)') | ForEach-Object {
            (($_.Groups[1].Value -replace '(?m)^ +' -replace '\r?\n', ' ') + $_.Groups[2].Value).Trim()
        }
        $runs = $blocks | Where-Object { $_ -like './runbooks/*' }
        $installs = $blocks | Where-Object { $_ -notin $runs } | Sort-Object -Unique
    }
    BeforeEach {
        $null = Connect-Host MarketV3
        $place = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $place -ItemType Directory
        Copy-Item $runbooks -Destination (Join-Path $place runbooks) -Recurse
        $env:GITHUB_STEP_SUMMARY = Join-Path $place summary.md
        # What GitHub's "shell: pwsh" makes of a step.
        function Invoke-Step([string] $Run) {
            $file = Join-Path $place step.ps1
            Set-Content $file ("`$ErrorActionPreference = 'stop'`nSet-Location '$place'`n$Run`nif " +
                "((Test-Path -LiteralPath variable:\LASTEXITCODE)) { exit `$LASTEXITCODE }")
            Invoke-Process '-Command', ". '$file'"
        }
    }
    AfterEach { Disconnect-Host }

    It 'installs the module: <_>' -ForEach $installs {
        $step = Invoke-Step ("function Install-PSResource { param(`$Name, `$Version, [switch] `$TrustRepository, [switch] `$Quiet) " +
            "`"installs `$Name `$Version`" }`n$_")
        $step.Text | Should -Match 'installs FluenceVm \[0\.1\.0, 1\.0\.0\)'
        if (Get-Command Install-PSResource -ErrorAction Ignore) { {
            (Get-Command Install-PSResource).ResolveParameter('TrustRepository').Name +
                (Get-Command Install-PSResource).ResolveParameter('Quiet').Name
        } |
            Should -Not -Throw }
    }

    It 'runs, with the report in the log and on the summary page: <_>' -ForEach $runs {
        if ($_ -like '*Test-NextCharge*') { Set-VmEmulatorFault Balance Status -StatusCode 500 }
        $step = Invoke-Step $_
        $summary = Get-Content $env:GITHUB_STEP_SUMMARY -Raw
        if ($_ -like '*Test-NextCharge*') {
            $step.ExitCode | Should -Be 1
            $step.Text | Should -Match '(?m)^::error title=Test-NextCharge::.*500'
            $summary | Should -Match '### Test-NextCharge[\s\S]*failed: '
        }
        else {
            $step.ExitCode | Should -Be 0
            $step.Text | Should -Match '(?m)^Time\s+:'
            $summary | Should -Match '(?m)^Time\s+:'
            $step.Text | Should -Not -Match '::error'
        }
    }

    It 'takes nothing that a service sends for a command of its own' {
        Set-Content (Join-Path $place evil.ps1) '[CmdletBinding()] param() "::error::from the service"; throw "first`n::error::second 100%"'
        $step = Invoke-Step './runbooks/github-actions.ps1 ./evil.ps1'
        $step.ExitCode | Should -Be 1
        $step.Text |
            Should -Match ('(?s)^\s*::stop-commands::(?<token>\w+)\s+::error::from the service\s+::\k<token>::\s+::error ' +
                'title=evil::first%0A::error::second 100%25\s*$')
    }
}

Describe 'scheduled-task.ps1' {
    BeforeAll {
        # The commands of the Task Scheduler, which Windows alone has.
        function New-ScheduledTaskAction([string] $Execute, [string] $Argument) { @{ Execute = $Execute; Argument = $Argument } }
        function New-ScheduledTaskTrigger([switch] $Once, [switch] $Daily, [datetime] $At, [timespan] $RepetitionInterval) {
            @{ Once = $Once; Daily = $Daily; At = $At; Every = $RepetitionInterval }
        }
        function New-ScheduledTaskSettingsSet([string] $MultipleInstances, [switch] $StartWhenAvailable, [timespan] $ExecutionTimeLimit) {
            @{ MultipleInstances = $MultipleInstances; Limit = $ExecutionTimeLimit; Late = $StartWhenAvailable }
        }
        function Register-ScheduledTask([string] $TaskPath, [string] $TaskName, $Action, $Trigger, $Settings, [string] $User,
            [string] $Password, [switch] $Force) { [pscustomobject]$PSBoundParameters }
        # Starts a task's action as the Task Scheduler would: its argument as one text.
        function Invoke-Task($Task) {
            $quoted = $ProgramStart | ForEach-Object { '"{0}"' -f $_ }
            $start = [Diagnostics.ProcessStartInfo]::new($Program, "$quoted $($Task.Action.Argument)")
            $start.UseShellExecute = $false
            $start.RedirectStandardOutput = $true
            $process = [Diagnostics.Process]::Start($start)
            $null = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            $process.ExitCode
        }
    }
    BeforeEach {
        $emulator = Connect-Host MarketV3
        $account = [pscredential]::new('robot', (ConvertTo-SecureString 'fake-password' -AsPlainText -Force))
        $place = Join-Path $TestDrive "it's here"
        $null = New-Item $place -ItemType Directory -Force
        Copy-Item $runbooks/*.ps1 $place
        $keyFile = Join-Path $place key.xml
        ConvertTo-SecureString $emulator.ApiKey -AsPlainText -Force | Export-Clixml $keyFile
        $log = Join-Path $place "$([guid]::NewGuid()).log"
        # The file alone has the key.
        Remove-Item Env:FLUENCE_API_KEY
    }
    AfterEach { Disconnect-Host }

    It 'registers a task that deletes what has ended, every night, one at a time' {
        $task = & $runbooks/scheduled-task.ps1 $place/Remove-TerminatedVm.ps1 -KeyFile $keyFile -Account $account -LogPath $log
        $task.TaskName | Should -Be 'Remove-TerminatedVm'
        $task.Settings.MultipleInstances | Should -Be 'IgnoreNew'
        $task.Trigger.Daily | Should -BeTrue
        $task.Action.Execute | Should -Be 'powershell.exe'
        $task.Action.Argument | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
        Invoke-Task $task | Should -Be 0
        Get-Content $log -Raw | Should -Match 'Removed\s+: \{legacy-1'
        Get-Content $log -Raw | Should -Not -Match ([regex]::Escape($emulator.ApiKey))
    }

    It 'hands arguments on, and says how often' {
        $task = & $runbooks/scheduled-task.ps1 $place/Restore-VmFleet.ps1 ('-Name site -Count 1 -MaxPricePerEpoch 0.70 -SshKey ' +
            'laptop') -KeyFile $keyFile -Account $account -Every 00:30 -LogPath $log
        $task.Trigger.Every | Should -Be ([timespan]'00:30')
        Invoke-Task $task | Should -Be 0
        @(Get-FluenceVm site-1).Count | Should -Be 1
    }

    It 'ends with 1, and says why in the log, where a charge is not covered' {
        $settings = @{ KeyFile = $keyFile; Account = $account; LogPath = $log }
        $task = & $runbooks/scheduled-task.ps1 $place/Test-NextCharge.ps1 '-WithinHours 8760' @settings
        Invoke-Task $task | Should -Be 1
        (Get-Content $log -Raw) -replace '\s+', ' ' | Should -Match "aren't covered"
    }

    It 'takes the key from a vault' {
        $task = & $runbooks/scheduled-task.ps1 $place/Remove-TerminatedVm.ps1 -SecretName 'the key' -Account $account
        $task.Action.Argument | Should -BeLike "*Connect-Fluence -ApiKey (Get-Secret -Name 'the key')*"
    }

    It 'registers nothing under -WhatIf' {
        & $runbooks/scheduled-task.ps1 $place/Remove-TerminatedVm.ps1 -KeyFile $keyFile -Account $account -WhatIf | Should -BeNullOrEmpty
    }
}

# Its VM is this machine's: a stand-in for ssh answers as the VM would, from files.
Describe 'Expand-FullDisk' `
    -Tag 'it logs in by a stand-in for ssh, a script of Unix' -Skip:($IsWindows -or $PSVersionTable.PSEdition -eq 'Desktop') {
    BeforeAll {
        $path = $env:PATH
        $bin = Join-Path $TestDrive bin
        $null = New-Item -ItemType Directory $bin
        Set-Content "$bin/ssh" @'
#!/bin/sh
for last in "$@"; do :; done
echo "$last" >> "$(dirname "$0")/asked"
case $last in
    df*) cat "$(dirname "$0")/usage" ;;
    *resize2fs*) cp "$(dirname "$0")/grown" "$(dirname "$0")/usage" ;;
    *) exit 3 ;;
esac
'@
        chmod +x "$bin/ssh"
        $env:PATH = "${bin}:$path"
        $order = @{ Vm = 'app-2'; Disk = 'app-data'; MountPoint = '/data'; MostGB = 180; Ssh = @{ UserName = 'me' } }
        function Set-Usage([int] $Percent, [int] $SizeGB, [int] $GrownGB = $SizeGB) {
            Set-Content "$bin/usage" " $Percent% ${SizeGB}000000000"
            Set-Content "$bin/grown" " 50% ${GrownGB}000000000"
            Remove-Item "$bin/asked" -ErrorAction Ignore
        }
    }
    BeforeEach { $emulator = Connect-Host Cloud }
    AfterEach { Disconnect-Host }
    AfterAll { $env:PATH = $path }

    It 'does nothing while there is room' {
        Set-Usage 79 98
        $report = & $runbooks/Expand-FullDisk.ps1 @order
        $report.UsedPercent, $report.SizeGB, $report.Enlarged | Should -Be 79, 100, $false
        (Get-FluenceDisk app-data).SizeGB | Should -Be 100
    }

    It 'enlarges a full disk, restarts the VM, and enlarges the file system' {
        Set-Usage 91 98 148
        $report = & $runbooks/Expand-FullDisk.ps1 @order -Restart
        $report.UsedPercent, $report.SizeGB, $report.Enlarged, $report.Restarted, $report.Grown | Should -Be 91, 150, $true, $true, $true
        $report.PricePerHour | Should -Be (Get-FluenceDisk app-data).PricePerHour
        (Get-FluenceDisk app-data).SizeGB | Should -Be 150
        @(Get-Request RestartVm).Count | Should -Be 1
        Get-Content "$bin/asked" | Should -HaveCount 3
    }

    It 'pays nothing more for what an earlier run paid for, and fails until the VM may restart' {
        Set-Usage 91 98 148
        { & $runbooks/Expand-FullDisk.ps1 @order } | Should -Throw '*-Restart*'
        (Get-FluenceDisk app-data).SizeGB | Should -Be 150
        { & $runbooks/Expand-FullDisk.ps1 @order } | Should -Throw '*-Restart*'
        (Get-FluenceDisk app-data).SizeGB | Should -Be 150
        (& $runbooks/Expand-FullDisk.ps1 @order -Restart).Grown | Should -BeTrue
        (Get-FluenceDisk app-data).SizeGB | Should -Be 150
    }

    It 'goes no further than its limit, and says so' {
        Set-Usage 95 148 178
        $null = Set-FluenceDisk app-data -SizeGB 150 -WarningAction SilentlyContinue
        Step-VmEmulator 00:01:00
        (& $runbooks/Expand-FullDisk.ps1 @order -Restart).SizeGB | Should -Be 180
        Set-Usage 95 178
        { & $runbooks/Expand-FullDisk.ps1 @order -Restart } | Should -Throw '*95 % full*the most that it may have*'
        (Get-FluenceDisk app-data).SizeGB | Should -Be 180
    }

    It 'changes nothing under -WhatIf' {
        Set-Usage 91 98 148
        $report = & $runbooks/Expand-FullDisk.ps1 @order -Restart -WhatIf
        $report.UsedPercent, $report.Enlarged | Should -Be 91, $false
        (Get-FluenceDisk app-data).SizeGB | Should -Be 100
        Get-Request RestartVm | Should -BeNullOrEmpty
    }

    It 'fails where the VM can''t be asked, and changes nothing' {
        Set-Content "$bin/usage" 'no such thing'
        { & $runbooks/Expand-FullDisk.ps1 @order } | Should -Throw '*no such thing*'
        { & $runbooks/Expand-FullDisk.ps1 -Vm app-1 -Disk app-data -MostGB 200 } | Should -Throw "*isn't mounted in VM app-1*"
        (Get-FluenceDisk app-data).SizeGB | Should -Be 100
    }
}
