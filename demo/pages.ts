type DemoPage = Readonly<{ slug: string; title: string; seo: string; body: string }>

/** The shop behind the demo: invented, and plainly so. */
export const demoShop = {
  name: 'Sill',
  email: 'hello@sill.example',
  phone: '+49 30 23125 014',
  address: ['Sill', 'Lindenufer 12', '20457 Hamburg', 'Germany'],
  bank: { holder: 'Sill', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', bankName: 'Example Bank' },
}

export const demoPages: readonly DemoPage[] = [
  {
    slug: 'about',
    title: 'About Sill',
    seo: 'Sill is a small shop for prints, paper, ceramics, textiles and light, run by three people in Hamburg.',
    body: `
<p>Every room has a place where things end up: a bowl, a stone from a beach, a book that is being read, the post. Often it is the window sill. We make and choose things for that place.</p>
<h2>What we sell</h2>
<p>About sixty things at a time. Our prints are drawn and printed upstairs. The rest comes from eight workshops that we have visited, and whose names you find on every page: potters in Caldas da Rainha, a mill in Biella, a joiner on Fyn, a bindery two streets from here.</p>
<p>We do not sell anything that we have not used ourselves for half a year. Some things did not make it. Ask us about the candle that squeaked.</p>
<h2>How we choose</h2>
<ul>
<li><strong>One material, or two that get on.</strong> Clay, wood, linen, wool, paper, brass.</li>
<li><strong>Repairable.</strong> A cushion has a zip, a lamp has a bulb, a board can be sanded.</li>
<li><strong>Made near where it grows,</strong> by people who sign their work or could.</li>
</ul>
<h2>Who we are</h2>
<p>Jule draws, Anselm packs and answers, Mirjam travels and counts. The shop has been open since a wet March; the dog is called Kork and is not for sale.</p>
<p>If you are in Hamburg, ring at Lindenufer 12 on Thursdays and Fridays between noon and six. There is coffee.</p>`,
  },
  {
    slug: 'shipping-and-returns',
    title: 'Shipping and returns',
    seo: 'Delivery times and costs by country, free delivery amounts, and how to return something within 30 days.',
    body: `
<p>We pack on weekdays. What is ordered before noon usually leaves the same day, in paper and cardboard, with a tracking number by e-mail.</p>
<h2>What delivery costs</h2>
<p>The price depends on where the parcel goes and on its weight: up to 1 kg, up to 5 kg, and above.</p>
<table>
<thead><tr><th scope="col">To</th><th scope="col">Standard</th><th scope="col">Free from</th><th scope="col">Working days</th><th scope="col">Express</th></tr></thead>
<tbody>
<tr><td>Germany</td><td>€4.90, €6.90, €9.90</td><td>€69</td><td>2 to 3</td><td>€12.90, next working day</td></tr>
<tr><td>Austria, Belgium, Czechia, Denmark, France, Luxembourg, Netherlands, Poland</td><td>€8.90, €11.90, €16.90</td><td>€129</td><td>3 to 5</td><td>€24.90, 1 to 2 days</td></tr>
<tr><td>Rest of the European Union</td><td>€12.90, €16.90, €24.90</td><td>€179</td><td>4 to 8</td><td>–</td></tr>
<tr><td>United Kingdom</td><td>£8.90, £11.90, £16.90</td><td>£120</td><td>4 to 7</td><td>£24.90, 2 to 3 days</td></tr>
<tr><td>Switzerland and Liechtenstein</td><td>CHF 9.90, 13.90, 19.90</td><td>CHF 150</td><td>3 to 5</td><td>CHF 29, 2 days</td></tr>
<tr><td>Norway</td><td>NOK 119, 159, 219</td><td>NOK 1,500</td><td>4 to 7</td><td>NOK 299, 2 to 3 days</td></tr>
<tr><td>United States</td><td>$14.90, $19.90, $29.90</td><td>$175</td><td>6 to 10</td><td>$39, 3 to 4 days</td></tr>
</tbody>
</table>
<p>Prices for the European Union, the United Kingdom, Switzerland and Norway include tax. In the United States, sales tax is added at checkout where it applies.</p>
<h2>Sending something back</h2>
<p>You have <strong>30 days</strong> from the day it arrives. Write to <a href="mailto:hello@sill.example">hello@sill.example</a> with your order number, and we send a label. The return is free within Germany; from elsewhere you pay the postage.</p>
<p>It should be unused and in its own box if that survived. The money goes back the way it came, within five working days of the parcel reaching us.</p>
<h2>When something arrives broken</h2>
<p>Send a photograph within a week. We replace it or pay it back, as you like, and you need not return the pieces.</p>
<h2>Things that are ordered before they are there</h2>
<p>A few things may be ordered while the next batch is being made. The product page says so. We write when it ships and take nothing for the wait.</p>`,
  },
  {
    slug: 'contact',
    title: 'Contact',
    seo: 'How to reach Sill: by e-mail, by phone, by post, or at the door in Hamburg.',
    body: `
<p>A person answers, usually Anselm, usually within a day.</p>
<h2>Write</h2>
<p><a href="mailto:hello@sill.example">hello@sill.example</a><br>If it is about an order, please tell us its number. It is in the subject of every mail we send.</p>
<h2>Call</h2>
<p><a href="tel:+493023125014">+49 30 23125 014</a><br>Monday to Friday, ten to four. If nobody picks up, we are carrying something.</p>
<h2>Come by</h2>
<p>Sill<br>Lindenufer 12<br>20457 Hamburg<br>Germany</p>
<p>Thursdays and Fridays, noon to six. The door sticks; pull, then push.</p>
<h2>For shops and offices</h2>
<p>We supply a few shops that we like and furnish the occasional office. Mirjam sends the list: <a href="mailto:hello@sill.example">hello@sill.example</a>.</p>`,
  },
]
