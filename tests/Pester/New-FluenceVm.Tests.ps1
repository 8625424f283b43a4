BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $publicKey = Get-FakePublicKey

    # A marketplace that answers as $With says; what it isn't told is left out.
    function Start-TestMarket([hashtable] $With) {
        Start-TestServer -With $With {
            param($request, $with)
            switch ("$($request.Method) $($request.Path)") {
                'GET /vms/v3' { @{ Body = if ($with.Vms) { $with.Vms } else { '[]' } } }
                'POST /vms/v3/estimate' {
                    @{
                        Body = if ($with.Estimate) {
                            $with.Estimate
                        } else {
                            ('{"depositAmountUsdc":"4.8704","depositEpochs":2,"totalPricePerEpoch":"2.4352",' +
                                '"maxPricePerEpoch":"2.4352","instances":1}')
                        }
                    }
                }
                'POST /vms/v3' { $with.Created }
                default { @{ Status = 404; Body = '{"error":"not here"}' } }
            }
        }
    }
    function Get-Post($Server) { $Server.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/vms/v3' } }
}

Describe 'New-FluenceVm' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'orders a VM and gives it as it is' {
        $vm = New-FluenceVm web-9 ubuntu-22-04-x64 laptop
        $vm | Should -BeOfType FluenceVm.Model.Vm
        $vm.Name | Should -Be 'web-9'
        $vm.Id | Should -Be (Get-FluenceVm web-9).Id
    }

    It 'opens 22/tcp by itself' {
        "$((New-FluenceVm web-9 ubuntu-22-04-x64 laptop).Ports)" | Should -Be '22/tcp'
    }

    It 'orders 50 VMs with one request' {
        $vms = New-FluenceVm many ubuntu-22-04-x64 laptop -Count 50
        $vms.Count | Should -Be 50
        ($vms.Id | Sort-Object -Unique).Count | Should -Be 50
        @(Get-Request CreateVm).Count | Should -Be 1
    }

    It 'waits until they are usable' {
        $vms = New-FluenceVm ready ubuntu-22-04-x64 laptop -Count 3 -PublicIp -Wait -PollSec 0.05
        $vms.Count | Should -Be 3
        $vms.Status | Sort-Object -Unique | Should -Be $Running
        $vms.PublicIp | Should -Not -Contain $null
    }

    It 'gives a VM with open ports that is usable after -Wait: nothing is changed once it runs' {
        $vm = New-FluenceVm ready ubuntu-22-04-x64 laptop -PublicIp -OpenPort 80, 443 -Wait -PollSec 0.05
        "$($vm.Status) $($vm.IsRunning) $($vm.RestartRequired -eq $true)" | Should -Be "$Running True False"
        "$($vm.Ports | Sort-Object Port)" | Should -Be '22/tcp 80/tcp 443/tcp'
        $last = if ($Generation -eq 'Cloud') { 'Provision' } else { 'CreateVm' }
        @(Get-VmEmulator -Requests | Where-Object Method -NE GET)[-1].Operation | Should -Be $last
    }

    It 'names the order where the waiting itself is refused' {
        Set-VmEmulatorFault GetVmStatus Status -StatusCode 403
        $null = New-FluenceVm ready ubuntu-22-04-x64 laptop -Count 3 -Wait -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].TargetObject.VmIds | Sort-Object | Should -Be ((Get-FluenceVm ready-*).Id | Sort-Object)
    }

    It 'takes orders from the pipeline, and goes on after one that fails' {
        $made = @(
            [pscustomobject]@{
                Name = 'first'
                Image = 'debian-12-x64'
                SshKey = 'laptop'
                Configuration = Get-Configuration 4
                Country = 'DE'
            }
            [pscustomobject]@{
                Name = 'no_good'
                Image = 'debian-12-x64'
                SshKey = 'laptop'
                Configuration = Get-Configuration 4
                Country = 'DE'
            }
            [pscustomobject]@{
                Name = 'last'
                Image = 'debian-12-x64'
                SshKey = 'laptop'
                Configuration = Get-Configuration 2
                Country = 'PL'
            }
        ) | New-FluenceVm -ErrorVariable failed -ErrorAction SilentlyContinue
        $made.Name | Should -Be 'first', 'last'
        $made.Country | Should -Be 'DE', 'PL'
        $made.CpuCount | Should -Be 4, 2
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be 'no_good'
    }

    It 'takes the image <_>' -ForEach 'debian-12-x64', 'DEBIAN-12-X64', 'https://example.com/mine.qcow2' {
        $vm = New-FluenceVm with-image $_ laptop
        $vm.OsImage |
            Should -BeLike $(if ($_ -like 'https*') { $_ } elseif ($Generation -eq 'Cloud') { 'debian-12-x64' } else { 'https://*debian*' })
    }

    It 'says the real price per epoch and the deposit, and orders nothing under -WhatIf' {
        $script = {
            $emulator = Start-VmEmulator
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey
            New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Count 3 -Configuration CONFIGURATION -Country PL -WhatIf
            "orders: $(@(Get-VmEmulator -Requests | Where-Object Operation -eq CreateVm).Count)"
        }
        $estimate = Get-FluenceEstimate -Count 3 -Configuration (Get-Configuration 4) -Country PL
        $text = (Invoke-FreshShell ($script -creplace 'CONFIGURATION', (Get-Configuration 4))) -replace '\s+', ' '
        $text | Should -BeLike "*What if: Order 3 x 'web-9-1' to 'web-9-3' (ubuntu-22-04-x64): $estimate.*"
        $text | Should -BeLike '*orders: 0*'
    }

    It 'says the price in the question too, and orders nothing where nobody can answer it' {
        $text = Invoke-FreshShell {
            $emulator = Start-VmEmulator
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey
            New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Confirm
            "orders: $(@(Get-VmEmulator -Requests | Where-Object Operation -eq CreateVm).Count)"
        }
        $text -replace '\x1b\[[\d;]*m' -replace '[\s|]+', ' ' |
            Should -BeLike "*0.* $Currency $(if ($Generation -eq 'Cloud') { 'per hour' } else { 'per epoch, deposit' })*-Confirm:`$false*"
        $text | Should -BeLike '*orders: 0*'
    }

    It 'adds -OpenPort to 22/tcp, from text and objects' {
        (New-FluenceVm a ubuntu-22-04-x64 laptop -PublicIp -OpenPort 443/tcp, 53/udp, 80).Ports |
            ForEach-Object { "$_" } |
            Sort-Object |
            Should -Be '22/tcp', '443/tcp', '53/udp', '80/tcp'
        (New-FluenceVm b ubuntu-22-04-x64 laptop -PublicIp -OpenPort (@((Get-FluenceVm a).Ports) + '443/tcp')).Ports.Count | Should -Be 4
    }

    It 'buys additional storage of a type' {
        $big = New-FluenceVm big ubuntu-22-04-x64 laptop -StorageType NVMe -AdditionalStorageGiB 75
        $more = $big.StorageGiB - (New-FluenceVm small ubuntu-22-04-x64 laptop).StorageGiB
        $more | Should -BeGreaterOrEqual 75
        $more | Should -BeLessThan 76
    }

    It 'refuses <Case> before anything is ordered' -ForEach @(
        @{ Case = 'port 10250'; With = @{ OpenPort = '10250/tcp' }; Id = 'PortReserved'; Says = '*10250*reserves*' }
        @{
            Case = 'a name with an underscore'
            With = @{ Name = 'web_9' }
            Id = 'VmNameInvalid'
            Says = "*'web_9'*letters, digits and hyphens*"
        }
        @{ Case = 'a name with a space'; With = @{ Name = 'web 9' }; Id = 'VmNameInvalid'; Says = "*'web 9'*letters, digits and hyphens*" }
        @{
            Case = 'an image URL with another ending'
            With = @{ Image = 'https://example.com/a.iso' }
            Id = 'ImageUrlInvalid'
            Says = '*a.iso*.qcow2*'
        }
        @{
            Case = 'an image that is not there'
            With = @{ Image = 'no-such-image' }
            Id = 'ImageUnknown'
            Says = "*'no-such-image'*ubuntu-22-04-x64*"
        }
        @{
            Case = 'a key that is not registered'
            With = @{ SshKey = 'no-such-key' }
            Id = 'SshKeyUnknown'
            Says = "*No SSH key 'no-such-key' is registered. Registered keys: *laptop*Add-FluenceSshKey*"
        }
        @{
            Case = 'a private key'
            With = @{ SshKey = "-----BEGIN OPENSSH PRIVATE KEY-----`nbm90IGEga2V5`n-----END OPENSSH PRIVATE KEY-----" }
            Id = 'SshKeyPrivate'
            Says = '*private*nothing was sent*.pub*'
        }
        @{
            Case = 'a smartcard key'
            With = @{ SshKey = 'sk-ssh-ed25519@openssh.com bm90IGEga2V5 me' }
            Id = 'SshKeyOfSmartcard'
            Says = '*Smartcard*'
        }
        @{ Case = 'a damaged key'; With = @{ SshKey = 'ssh-ed25519 bm90IGEga2V5 me' }; Id = 'SshKeyInvalid'; Says = '*not a valid public*' }
        @{
            Case = 'storage without a type'
            With = @{ AdditionalStorageGiB = 10 }
            Id = 'StorageTypeMissing'
            Says = '*-StorageType HDD, SSD or NVMe*'
        }
        @{ Case = 'a country that is not a code'; With = @{ Country = 'Poland' }; Id = 'CountryInvalid'; Says = "*'Poland'*two letters*" }
        @{ Case = 'a host name with an underscore'; With = @{ HostName = 'a_b' }; Id = 'HostNameInvalid'; Says = "*'a_b'*" }
    ) {
        $order = @{ Name = 'web-9'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop' }
        foreach ($key in $With.Keys) { $order[$key] = $With[$key] }
        { New-FluenceVm @order -ErrorAction Stop } |
            Should -Throw -ErrorId "$Id,FluenceVm.Cmdlets.NewFluenceVmCommand" -ExpectedMessage $Says
        Get-Request CreateVm | Should -BeNullOrEmpty
        Get-FluenceOrder | Should -BeNullOrEmpty
    }

    It 'never repeats a private key, and sends nothing at all for a file that has one' {
        $path = Join-Path $TestDrive 'id_ed25519'
        Set-Content $path "-----BEGIN OPENSSH PRIVATE KEY-----`n$Canary`n-----END OPENSSH PRIVATE KEY-----"
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 $path -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0] | Format-List * -Force | Out-String | Should -Not -Match ([regex]::Escape($Canary))
        $failed[0].Exception.Message | Should -BeLike '*private*'
        Get-Request '*' POST | Should -BeNullOrEmpty
    }

    It 'binds no port that is none, and says how to write one' {
        { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OpenPort 443/xyz } | Should -Throw -ExpectedMessage '*443/xyz*1 to 65535*/tcp*'
        { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OpenPort 70000 } | Should -Throw -ExpectedMessage '*70000*1 to 65535*'
    }

    It "hands on the service's text: <Text>" -ForEach @(
        @{ Text = 'No suitable offer found'; With = @{ Country = 'AQ' } }
        @{ Text = 'Not enough offers found'; With = @{ Count = 100; Configuration = 'cpu-32-ram-64gb-storage-25gb' } }
        @{ Text = 'Insufficient balance'; With = @{ Count = 200; Configuration = 'cpu-16-ram-32gb-storage-25gb' } }
    ) {
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop @With -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'Refused,*'
        $failed[0].Exception.ServiceText | Should -BeExactly $Text
        "$($failed[0])" | Should -BeLike "*$Text*"
    }

    It 'orders nothing above -MaxPricePerEpoch' {
        { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -MaxPricePerEpoch 0.1 -ErrorAction Stop } |
            Should -Throw -ExpectedMessage $(if ($Generation -eq 'Cloud') { '*more than the 0.1*' } else {
                '*Nothing fits 0.1 USDC per epoch; the cheapest that meets the rest costs 0.2899 USDC per epoch*' })
        (New-FluenceVm web-9 ubuntu-22-04-x64 laptop -MaxPricePerEpoch 0.3).PricePerEpoch | Should -BeLessOrEqual 0.3
        @(Get-Request CreateVm).Count | Should -Be 1
    }
}

Describe 'New-FluenceVm with several VMs' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'numbers the names, and leaves a single one as it is given' {
        (New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 3).Name | Sort-Object | Should -Be 'shop-1', 'shop-2', 'shop-3'
        (Get-FluenceVm shop-*).Name | Sort-Object | Should -Be 'shop-1', 'shop-2', 'shop-3'
        (New-FluenceVm alone ubuntu-22-04-x64 laptop -Count 1 -NameFormat '{0}-{1:00}').Name | Should -Be 'alone'
    }

    It 'takes the format <Format>' -ForEach @(
        @{ Format = '{0}-{1:00}'; Names = 'shop-01', 'shop-02' }
        @{ Format = '{0}{1:D3}'; Names = 'shop001', 'shop002' }
        @{ Format = 'node{1}-of-{0}'; Names = 'node1-of-shop', 'node2-of-shop' }
    ) {
        (New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 2 -NameFormat $Format).Name | Sort-Object | Should -Be $Names
    }

    It 'refuses the format <_> before anything is sent' -ForEach '{0}', '{0}-{1', '{0}_{1}', '{0}-{2}', '{1:0000000}', '{0} {1}' {
        { New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 2 -NameFormat $_ -WhatIf -ErrorAction Stop } |
            Should -Throw -ErrorId 'NameFormatInvalid,*' -ExpectedMessage '*{0}-{1:00}*'
        Get-Request CreateVm | Should -BeNullOrEmpty
    }

    It 'holds every name to the rules, not only the first' {
        $name = 'a23456789-123456789-123'
        if ($Generation -eq 'Cloud') {
            { New-FluenceVm $name ubuntu-22-04-x64 laptop -Count 10 -WhatIf -ErrorAction Stop } |
                Should -Throw -ErrorId 'CloudNameInvalid,*' -ExpectedMessage "*'$name-10'*1 to 25*"
        }
        (New-FluenceVm $name ubuntu-22-04-x64 laptop -Count 2).Name | Should -Contain "$name-2"
    }

    It 'takes names and a spread for what was said, and price limits not' {
        $two = @{ Name = 'shop'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop'; Count = 2; OrderKey = 'k' }
        $vms = New-FluenceVm @two
        (New-FluenceVm @two -MaxTotalPricePerHour 5 -MaxPricePerHour 4).Id | Should -Be $vms.Id
        { New-FluenceVm @two -NameFormat '{0}-{1:00}' -ErrorAction Stop } | Should -Throw -ErrorId 'OrderConflict,*'
        { New-FluenceVm @two -Spread -ErrorAction Stop } | Should -Throw -ErrorId 'OrderConflict,*'
    }

    It 'asks nobody above -MaxTotalPricePerHour, and says the sum and what to do' {
        $one = (Get-FluenceEstimate).TotalPricePerEpoch / 24
        $limit = 3 * $one - 0.000001
        $order = @{ Name = 'shop'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop'; Count = 3 }
        foreach ($whatIf in $true, $false) {
            { New-FluenceVm @order -MaxTotalPricePerHour $limit -WhatIf:$whatIf -Confirm:$false -ErrorAction Stop } |
                Should -Throw -ErrorId 'TotalPriceAboveLimit,*' -ExpectedMessage ("3 x 'shop-1' to 'shop-3' would cost 0.* $Currency per " +
                    'hour together, more than the limit of *nothing was ordered*-MaxTotalPricePerHour*')
        }
        Get-Request CreateVm | Should -BeNullOrEmpty
        Get-FluenceOrder | Should -BeNullOrEmpty
        @(New-FluenceVm @order -MaxTotalPricePerHour ($limit + 0.00001)).Count | Should -Be 3
    }

    It 'warns before the question if a living VM has the name, also under -WhatIf, and refuses nothing' {
        $null = New-FluenceVm shop-2 ubuntu-22-04-x64 laptop -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $null = New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 3 -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "A VM named 'shop-2' already exists.*"
        $null = New-FluenceVm shop-2 ubuntu-22-04-x64 laptop -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "A VM named 'shop-2' already exists.*"
        @(Get-FluenceVm shop-2).Count | Should -Be 2
        Get-FluenceVm shop-2 | Remove-FluenceVm -Confirm:$false
        $null = New-FluenceVm shop-2 ubuntu-22-04-x64 laptop -WhatIf -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'has exactly its VMs after a lost response, each under a name of its own' {
        Set-VmEmulatorFault CreateVm DropAfter -Nth 1
        $vms = New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 3 -TimeoutSec 5 @Quiet
        $vms.Name | Sort-Object | Should -Be 'shop-1', 'shop-2', 'shop-3'
        @(Get-FluenceVm shop*).Count | Should -Be 3
    }
}

Describe 'New-FluenceVm -Spread' {
    BeforeEach {
        $emulator = Start-VmEmulator -ClockRate 1000
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion Cloud
    }
    AfterEach { Disconnect-TestEmulator }

    It 'spreads over the countries that are named, with the price of each in the question' {
        $script = {
            $emulator = Start-VmEmulator
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion Cloud
            New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 3 -Country DE, PL -Spread -WhatIf
        }
        $text = (Invoke-FreshShell $script) -replace '\s+', ' '
        $text | Should -Match ("Order 3 x 'shop-1' to 'shop-3' .* USD per hour .*: 2 in (DE|PL) at 0\.\d+ USD per hour each, " +
            '1 in (DE|PL) at 0\.')
        $vms = New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 3 -Country DE, PL -Spread
        $vms | Group-Object Country | ForEach-Object Count | Sort-Object | Should -Be 1, 2
        $vms.Name | Sort-Object | Should -Be 'shop-1', 'shop-2', 'shop-3'
    }

    It 'spreads over all countries that have room if none is named' {
        $countries = @(Find-FluenceOffer | Select-Object -ExpandProperty Country | Sort-Object -Unique)
        $vms = New-FluenceVm shop ubuntu-22-04-x64 laptop -Count $countries.Count -Spread
        $vms.Country | Sort-Object | Should -Be $countries
    }

    It 'refuses a country that has no room, and orders nothing' {
        { New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 2 -Country DE, AQ -Spread -WhatIf -ErrorAction Stop } |
            Should -Throw -ErrorId 'SpreadCountryFull,*' -ExpectedMessage 'AQ has no room*-Country*'
        Get-Request CreateVm | Should -BeNullOrEmpty
    }

    It 'is refused by the marketplace in one sentence, also under -WhatIf' {
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        foreach ($whatIf in $true, $false) {
            { New-FluenceVm shop ubuntu-22-04-x64 laptop -Count 2 -Country DE, PL -Spread -WhatIf:$whatIf -ErrorAction Stop } |
                Should -Throw -ErrorId 'SpreadNotSupported,*' -ExpectedMessage '*MarketV3*-Country*'
        }
        Get-FluenceOrder | Should -BeNullOrEmpty
    }
}

Describe 'New-FluenceVm when the VMs of the marketplace can not be renamed' {
    BeforeEach {
        $emulator = Start-VmEmulator -ClockRate 1000
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
    }
    AfterEach { Disconnect-TestEmulator }

    It '<Kind>: gives the VMs first, then an error that names them, and the same key names them later' -ForEach @(
        @{ Kind = 'Status'; With = @{ StatusCode = 422 } }
        @{ Kind = 'DropBefore'; With = @{} }
        @{ Kind = 'DropAfter'; With = @{} }
    ) {
        Set-VmEmulatorFault UpdateVm $Kind @With
        $order = @{ Name = 'shop'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop'; Count = 3; OrderKey = 'k' }
        $vms = New-FluenceVm @order @Quiet -ErrorVariable failed
        $vms.Count | Should -Be 3
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrderNotNamed,*'
        foreach ($id in $vms.Id) { $failed[0].Exception.Message | Should -BeLike "*billed*'shop'*$id*-OrderKey 'k'*" }
        (Get-FluenceOrder k).State | Should -Be 'Created'

        Clear-VmEmulatorFault
        $again = New-FluenceVm @order
        $again.Id | Sort-Object | Should -Be ($vms.Id | Sort-Object)
        $again.Name | Sort-Object | Should -Be 'shop-1', 'shop-2', 'shop-3'
        @(Get-Request CreateVm).Count | Should -Be 1
        $renamed = @(Get-Request UpdateVm).Count
        (New-FluenceVm @order).Count | Should -Be 3
        @(Get-Request UpdateVm).Count | Should -Be $renamed
    }

    It 'leaves a name alone that its user has given meanwhile' {
        Set-VmEmulatorFault UpdateVm Status -StatusCode 422 -Count 1
        $order = @{ Name = 'shop'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop'; Count = 2; OrderKey = 'k' }
        $vms = New-FluenceVm @order @Quiet
        Set-FluenceVm $vms[0].Id -NewName mine
        (New-FluenceVm @order).Name | Sort-Object | Should -Be 'mine', 'shop-2'
    }
}

Describe 'New-FluenceVm -WhatIf approves nothing that the real run refuses' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It '<Case>' -ForEach @(
        @{ Case = 'user data in MarketV3'; With = @{ UserData = '#cloud-config' }; Id = @{ MarketV3 = 'UserDataNotSupported' } }
        @{ Case = 'a host name in Cloud'; With = @{ HostName = 'other' }; Id = @{ Cloud = 'HostNameNotSupported' } }
        @{ Case = 'a host name for several in Cloud'; With = @{ HostName = 'web-9'; Count = 2 }; Id = @{ Cloud = 'HostNameNotSupported' } }
        @{ Case = 'ports without an address, which are opened inside the network in Cloud'; With = @{ OpenPort = '443/tcp' }; Id = @{} }
        @{ Case = 'a protocol'; With = @{ OpenPort = '443/sctp'; PublicIp = $true }; Id = @{ Cloud = 'PortProtocolNotSupported' } }
        @{
            Case = 'a country without an offer'
            With = @{ Country = 'AQ' }
            Id = @{ MarketV3 = 'Refused'; Cloud = 'PlaceNotFound' }
        }
        @{
            Case = 'a size that does not exist'
            With = @{ Configuration = 'no-such-size' }
            Id = @{ MarketV3 = 'Refused'; Cloud = 'ConfigurationUnknown' }
        }
    ) {
        $order = @{ Name = 'web-9'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop' } + $With
        foreach ($whatIf in $true, $false) {
            $null = New-FluenceVm @order -WhatIf:$whatIf -ErrorVariable failed @Quiet
            "$($failed.FullyQualifiedErrorId)" | Should -BeLike $(if ($Id[$Generation]) { "$($Id[$Generation]),*" } else { '' })
        }
        if ($Id[$Generation]) { Get-FluenceOrder | Should -BeNullOrEmpty } else { (Get-FluenceOrder).State | Should -Be 'Created' }
    }
}

Describe 'New-FluenceVm towards the service' {
    AfterEach { Disconnect-Fluence; Stop-TestServer $server }

    It 'sends every constraint and setting as documented' {
        $server = Start-TestMarket @{ Created = @{ Body = '[{"vmId":"0x0000000000000000000000000000000000000001","vmName":"web-9"}]' } }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $order = @{
            Name = 'web-9'
            Image = 'https://example.com/mine.raw.xz'
            SshKey = $publicKey
            HostName = 'web.example'
            OpenPort = '443/tcp', '53/udp'
            Configuration = 'cpu-4-ram-8gb-storage-25gb'; Country = 'pl', 'DE'; CpuManufacturer = 'AMD'; CpuArchitecture = 'Zen'
            MemoryType = 'DDR'; MemoryGeneration = '5'; StorageType = 'NVMe'; AdditionalStorageGiB = 20; MaxPricePerEpoch = 2.5
        }
        $null = New-FluenceVm @order -OrderKey "all-$(New-Guid)" -Confirm:$false
        $sent = (Get-Post $server).Body | ConvertFrom-Json
        $sent.instances | Should -Be 1
        $vm = $sent.vmConfiguration
        $vm.name, $vm.hostname, $vm.osImage | Should -Be 'web-9', 'web.example', 'https://example.com/mine.raw.xz'
        $vm.sshKeys | Should -Be $publicKey
        $vm.openPorts | ForEach-Object { "$($_.port)/$($_.protocol)" } | Should -Be '443/tcp', '53/udp'
        $asked = $sent.constraints
        $asked.basicConfiguration | Should -Be 'cpu-4-ram-8gb-storage-25gb'
        $asked.datacenter.countries | Should -Be 'PL', 'DE'
        $asked.hardware.cpu | ForEach-Object { "$($_.manufacturer) $($_.architecture)" } | Should -Be 'AMD Zen'
        $asked.hardware.memory | ForEach-Object { "$($_.type) $($_.generation)" } | Should -Be 'DDR 5'
        $asked.hardware.storage.type | Should -Be 'NVMe'
        $asked.additionalResources.storage | ForEach-Object { "$($_.type) $($_.supply) $($_.units)" } | Should -Be 'NVMe 20 GiB'
        $asked.maxTotalPricePerEpochUsd | Should -BeOfType string
        # What the estimate said, and the question with it: below the user's own limit.
        $asked.maxTotalPricePerEpochUsd | Should -Be '2.4352'
    }

    It 'takes a key from a .pub file' {
        $server = Start-TestMarket @{ Created = @{ Body = '[{"vmId":"0x0000000000000000000000000000000000000001","vmName":"web-9"}]' } }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        Set-Content (Join-Path $TestDrive 'mine.pub') $publicKey
        Push-Location $TestDrive
        try { $null = New-FluenceVm web-9 https://example.com/mine.img ./mine.pub -OrderKey "file-$(New-Guid)" } finally { Pop-Location }
        ((Get-Post $server).Body | ConvertFrom-Json).vmConfiguration.sshKeys | Should -Be $publicKey
    }

    It 'orders nothing if the estimate is above the limit, whichever figure says so' -ForEach @(
        @{ Max = '2.6' }, @{ Max = '2.5' }
    ) {
        $server = Start-TestMarket @{
            Estimate = "{`"depositAmountUsdc`":`"10.4`",`"depositEpochs`":2,`"totalPricePerEpoch`":`"5.2`"," +
                "`"maxPricePerEpoch`":`"$Max`",`"instances`":2}"
        }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        { New-FluenceVm web-9 https://example.com/mine.img $publicKey -Count 2 -MaxPricePerEpoch 2.5 -ErrorAction Stop } |
            Should -Throw -ErrorId 'PriceAboveLimit,*' -ExpectedMessage "*'web-9'*2.6 USDC*2.5 USDC*nothing was ordered*"
        Get-Post $server | Should -BeNullOrEmpty
    }

    It 'reports 3 of 5 as that, with the ids, and gives the 3' {
        $ids = 1..3 | ForEach-Object { '0x{0:x40}' -f $_ }
        $server = Start-TestMarket @{
            Created = @{ Body = '[' + (($ids | ForEach-Object { "{`"vmId`":`"$_`",`"vmName`":`"web-9`"}" }) -join ',') + ']' }
        }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $key = "part-$(New-Guid)"
        $vms = New-FluenceVm web-9 https://example.com/mine.img $publicKey -Count 5 -OrderKey $key @Quiet -ErrorVariable failed
        $vms.Id | Should -Be $ids
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrderPartial,*'
        $failed[0].TargetObject.VmIds | Should -Be $ids
        foreach ($id in $ids) { $failed[0].Exception.Message | Should -BeLike "*$id*" }
        @(Get-Post $server).Count | Should -Be 1
    }

    It 'gives what was created where the list fails afterwards, beside the error' {
        $server = Start-TestServer {
            param($request)
            switch ("$($request.Method) $($request.Path) $($request.Number)") {
                { $_ -like 'GET /vms/v3 1' } { @{ Body = '[]' }; break }
                {
                    $_ -like 'POST /vms/v3/estimate *'
                } { @{ Body = '{"depositAmountUsdc":"2","depositEpochs":2,"totalPricePerEpoch":"1","instances":1}' }; break }
                {
                    $_ -like 'POST /vms/v3 *'
                } { @{ Body = '[{"vmId":"0x0000000000000000000000000000000000000001","vmName":"web-9"}]' }; break }
                { $_ -like 'GET /vms/v3 2' } { @{ Body = '[]' }; break }
                default { @{
                    Status = if ($request.Number -le 3) { 200 } else { 400 }
                    Body = if ($request.Number -le 3) { '[]' } else { '{"error":"no list today"}' }
                } }
            }
        }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $vm = New-FluenceVm web-9 https://example.com/mine.img $publicKey -OrderKey "list-$(New-Guid)" @Quiet -ErrorVariable failed
        $vm.Id | Should -Be '0x0000000000000000000000000000000000000001'
        $failed[0].Exception.Message | Should -BeLike '*no list today*'
    }
}

Describe 'New-FluenceVm when the response is lost' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It '<_>: the VMs are found again, and nothing is ordered twice' -ForEach 'DropAfter', 'Garbage' {
        Set-VmEmulatorFault CreateVm $_ -Count 1
        $vms = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Count 3 -TimeoutSec 1 -WarningAction SilentlyContinue
        $vms.Count | Should -Be 3
        $vms.Id | Sort-Object | Should -Be ((Get-FluenceVm web-9-1, web-9-2, web-9-3).Id | Sort-Object)
        # Under the order's idempotency key, what isn't answered is asked again.
        @(Get-Request CreateVm).Count | Should -Be $(if ($Generation -eq 'Cloud') { 4 } else { 1 })
        $order = Get-FluenceOrder
        $order.State | Should -Be 'Created'
        $order.VmIds | Sort-Object | Should -Be ($vms.Id | Sort-Object)
    }

    It '<_>: the only VM is found again, and not ordered twice' -ForEach 'DropAfter', 'Garbage' {
        Set-VmEmulatorFault CreateVm $_ -Count 1
        $vm = New-FluenceVm web-9 ubuntu-22-04-x64 laptop
        $vm.Id | Should -Be (Get-FluenceVm web-9).Id
        @(Get-Request CreateVm).Count | Should -Be $(if ($Generation -eq 'Cloud') { 2 } else { 1 })
        (Get-FluenceOrder).VmIds | Should -Be $vm.Id
    }

    It '<Kind>: an error names the order, and nothing is sent again' -ForEach @(
        @{ Kind = 'DropBefore' }
        @{ Kind = 'Status' }
    ) {
        Set-VmEmulatorFault CreateVm $Kind
        $heard = @{ ErrorVariable = 'failed'; WarningVariable = 'warned' }
        $vms = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey nightly -TimeoutSec 1 @Quiet @heard
        $vms | Should -BeNullOrEmpty
        "$warned" | Should -BeLike "*nightly*isn't sent again*"
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrderUnknown,*'
        $failed[0].Exception.Message |
            Should -BeLike "*'nightly'*None of its VMs*If none is there at * UTC, none was created. Run Resolve-FluenceOrder*"
        $failed[0].TargetObject.Key | Should -Be 'nightly'
        (Get-FluenceOrder nightly).State | Should -Be 'Unknown'
        Clear-VmEmulatorFault
        { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey nightly -ErrorAction Stop } | Should -Throw -ErrorId 'OrderUnknown,*'
        @(Get-Request CreateVm).Count | Should -Be 1
    }

    It 'Throttle: nothing was created, and the same key may be used again' {
        Set-VmEmulatorFault CreateVm Throttle -Count 1
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey nightly -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'TooManyRequests,*'
        (Get-FluenceOrder nightly).State | Should -Be 'NotCreated'
        (New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey nightly).Name | Should -Be 'web-9'
        @(Get-FluenceVm web-9).Count | Should -Be 1
    }
}

Describe 'New-FluenceVm -OrderKey' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'adopts what the same order has created' {
        $first = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Count 2 -OrderKey nightly
        $asked = @(Get-Request CreateVm).Count
        $again = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Count 2 -OrderKey nightly
        $again.Id | Should -Be $first.Id
        @(Get-Request CreateVm).Count | Should -Be $asked
    }

    It 'adopts without a question and without a price, which may have changed since' {
        $last = @{
            Name = 'big'
            Image = 'ubuntu-22-04-x64'
            SshKey = 'laptop'
            Country = 'FI'
            Configuration = Get-Configuration 32
            Count = 3
        }
        $first = New-FluenceVm @last -OrderKey nightly
        { Get-FluenceEstimate -Country FI -Configuration (Get-Configuration 32) } | Should -Throw -ExpectedMessage '*offer*'
        (New-FluenceVm @last -OrderKey nightly -Verbose 4>&1 | ForEach-Object { if ($_ -is [FluenceVm.Model.Vm]) { $_.Id } }) |
            Should -Be $first.Id
    }

    It 'is a conflict for another order, and changes nothing' {
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey nightly
        { New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Count 2 -OrderKey nightly -ErrorAction Stop } |
            Should -Throw -ErrorId 'OrderConflict,*' -ExpectedMessage "*'nightly'*another*"
        @(Get-Request CreateVm).Count | Should -Be 1
    }
}

Describe 'New-FluenceVm -UserData' {
    BeforeAll {
        # User data that no VM can start from, which tells that they arrived.
        $broken = "#cloud-config`n`tno tab begins a line of YAML`n"
    }
    BeforeEach {
        $emulator = Connect-TestEmulator -ClockRate 0
        $v3 = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion Cloud
    }
    AfterEach { Disconnect-TestEmulator }

    It 'hands on <Case>' -ForEach @(
        @{ Case = 'text'; Status = 'launched'; Get = { "#cloud-config`nruncmd: []`n" } }
        @{ Case = 'text that is broken'; Status = 'failed'; Get = { $broken } }
        @{
            Case = 'what a file has'
            Status = 'failed'
            Get = { Set-Content (Join-Path $TestDrive 'init.yaml') $broken -NoNewline; Join-Path $TestDrive 'init.yaml' }
        }
    ) {
        $null = New-FluenceVm with-data ubuntu-22-04-x64 laptop -UserData (& $Get)
        Step-VmEmulator 00:01:00
        (Get-FluenceVm with-data).Status | Should -Be $Status
    }

    It 'takes 16 KiB, counted in bytes of UTF-8' {
        $letters = [string][char]0xE4 * 8192
        $null = New-FluenceVm full ubuntu-22-04-x64 laptop -UserData $letters
        { New-FluenceVm over ubuntu-22-04-x64 laptop -UserData "$letters." -ErrorAction Stop } |
            Should -Throw -ExpectedMessage '*16385 bytes*16384 (16 KiB)*'
        @(Get-Request CreateVm).Count | Should -Be 1
    }

    It 'is an error in generation MarketV3, and nothing is ordered' {
        { New-FluenceVm with-data ubuntu-22-04-x64 laptop -UserData $broken -Connection $v3 -ErrorAction Stop } |
            Should -Throw -ErrorId 'UserDataNotSupported,*' -ExpectedMessage '*user data*'
        Get-Request CreateVm | Should -BeNullOrEmpty
    }
}
